FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The optional dependency is Node itself, for machines with an older version.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund
COPY deploy/sbom.ts ./
RUN node sbom.ts > sbom.cdx.json

# The console needs the development dependencies, the gateway only its result.
FROM node:24-bookworm-slim AS console
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY docs/resume-subscription.ts docs/
COPY console console
RUN node console/build.ts

FROM node:24-bookworm-slim
ARG VERSION=dev
ARG REVISION=unknown
# Where the source is, and where the documentation is.
ARG SOURCE=
ARG URL=$SOURCE
LABEL org.opencontainers.image.title="cmf-graphql" \
      org.opencontainers.image.description="The GraphQL gateway for Confluent Manager for Apache Flink (CMF)" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.source="$SOURCE" \
      org.opencontainers.image.url="$URL" \
      org.opencontainers.image.base.name="docker.io/library/node:24-bookworm-slim"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DRAIN_DELAY_MS=5000 EMULATOR=off
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/sbom.cdx.json ./
COPY --from=console /app/console/dist console/dist
COPY package.json LICENSE ./
COPY schema schema
COPY src src
RUN mkdir compile-cache && chown 1000:1000 compile-cache
# A numeric user, so that Kubernetes can verify that it is not root. The process writes no files.
USER 1000:1000
# A start without a CMF fills Node's compile cache, so that the start of a container takes less CPU time. Node keeps a cache
# for each uid; this one serves 65532 of the chart too. With another uid the start is slower, and nothing else differs.
ENV NODE_COMPILE_CACHE=/app/compile-cache
RUN HOST=127.0.0.1 CMF_URL=http://127.0.0.1:9 DRAIN_DELAY_MS=0 LOG_LEVEL=warn \
    timeout --signal=TERM --preserve-status 15 node src/main.ts \
  && chmod -R a+rX compile-cache \
  && for cache in compile-cache/*-1000; do ln -s "$(basename "$cache")" "${cache%-1000}-65532"; done
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT || process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
