# The database comes with npm, and is handed to an unprivileged user when this runs as root.
FROM node:24-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
ENV NODE_ENV=production HOST=0.0.0.0 PAIRPOST_HOME=/data
VOLUME /data
EXPOSE 8080
CMD ["node", "src/pairpost.js", "start"]
