# syntax=docker/dockerfile:1
FROM node:24.11.1-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

# Without the packaged PostgreSQL, which is an optional dependency: a container has its database beside it.
FROM node:24.11.1-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional

FROM node:24.11.1-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
# A volume that is mounted here for the first time takes this owner.
RUN mkdir -m 700 /data && mkdir /static && chown node:node /data /static
WORKDIR /app
COPY package.json ./
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY server/practice/sample-branches.csv ./server/practice/
COPY server/sender/branchboard-sender.mjs ./server/sender/
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["node", "-e", \
  "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=2", "--heap-growing-percent=25", "--v8-pool-size=1", "dist/server/main.js"]
