{{/* Stops the rendering where values do not fit together. The schema checks each value alone. */}}
{{- define "cmf-graphql.checks" -}}
{{- $replicas := ternary .Values.autoscaling.maxReplicas .Values.replicaCount .Values.autoscaling.enabled | int64 -}}
{{- $workers := default 1 .Values.config.WORKERS | int64 -}}
{{- $redis := or .Values.secrets.REDIS_URL .Values.trial.redis.enabled .Values.extraEnvFrom -}}
{{- $cmf := or .Values.config.CMF_URL .Values.extraEnvFrom -}}
{{- range .Values.extraEnv -}}
{{- if has .name (list "REDIS_URL" "REDIS_URL_FILE") }}{{ $redis = true }}{{ end -}}
{{- if eq .name "CMF_URL" }}{{ $cmf = true }}{{ end -}}
{{- end -}}
{{- if and .Values.trial.emulator .Values.config.CMF_URL -}}
{{- fail "trial.emulator is in place of a CMF: remove config.CMF_URL, or set trial.emulator=false." -}}
{{- end -}}
{{- if not (or $cmf .Values.trial.emulator) -}}
{{- fail "Set config.CMF_URL to the base URL of CMF, for example http://cmf-service.confluent. For a trial without a CMF, set trial.emulator=true and replicaCount=1." -}}
{{- end -}}
{{- if and .Values.trial.emulator (gt $replicas 1) -}}
{{- fail "trial.emulator requires replicaCount=1: each pod has an emulator of its own." -}}
{{- end -}}
{{- if and (or (gt $replicas 1) (gt $workers 1)) (not $redis) -}}
{{- fail "Several replicas or WORKERS share one Redis: set secrets.REDIS_URL, or replicaCount=1. For a trial, set trial.redis.enabled=true." -}}
{{- end -}}
{{- if and .Values.trial.redis.enabled .Values.secrets.REDIS_URL -}}
{{- fail "trial.redis.enabled is in place of secrets.REDIS_URL: remove one of them." -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}
{{- fail "ingress.enabled requires ingress.hosts." -}}
{{- end -}}
{{- range list .Values.ingress .Values.httpRoute -}}
{{- if and .enabled (not (or .paths .pathPrefixes)) -}}
{{- fail "An Ingress or HTTPRoute requires paths or pathPrefixes." -}}
{{- end -}}
{{- end -}}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) -}}
{{- fail "httpRoute.enabled requires httpRoute.parentRefs: the Gateways that the route attaches to." -}}
{{- end -}}
{{- if lt (int64 .Values.autoscaling.maxReplicas) (int64 .Values.autoscaling.minReplicas) -}}
{{- fail "autoscaling.maxReplicas is below autoscaling.minReplicas." -}}
{{- end -}}
{{- end -}}
