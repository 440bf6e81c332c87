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
# A numeric user, so that Kubernetes can verify that it is not root. The process writes no files.
USER 1000:1000
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT || process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
