# login-watch in a container without a shell, as a user without rights. Your own CI builds it: docker build -t login-watch .
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts && mkdir /state

FROM chainguard/node:latest
ENV NODE_ENV=production LANG=C.UTF-8
COPY --from=build /app/package.json /app/package.json
COPY --from=build /app/bin /app/bin
COPY --from=build /app/dist /app/dist
COPY --from=build /app/templates /app/templates
COPY --from=build /app/schema /app/schema
COPY --from=build /app/node_modules /app/node_modules
# The state outlives the container if a volume is mounted here.
COPY --from=build --chown=65532:65532 /state /state
USER 65532:65532
WORKDIR /settings
ENTRYPOINT ["/usr/bin/node", "/app/bin/login-watch.js"]
CMD ["watch", "--rules", "on", "--state", "/state/watch.state"]
