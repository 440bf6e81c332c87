{{/* A value of `config` as the text of an environment variable. YAML reads `on` and `off` as booleans, and Helm reads numbers as floats. */}}
{{- define "cmf-graphql.settingText" -}}
{{- if kindIs "bool" . -}}
{{ ternary "on" "off" . }}
{{- else if kindIs "string" . -}}
{{ . }}
{{- else -}}
{{ int64 . }}
{{- end -}}
{{- end -}}

{{/* The environment of the gateway, as YAML of a map. */}}
{{- define "cmf-graphql.environment" -}}
{{- range $key, $value := .Values.config }}
{{- if not (kindIs "invalid" $value) }}
{{ $key }}: {{ include "cmf-graphql.settingText" $value | quote }}
{{- end }}
{{- end }}
HOST: {{ .Values.host | quote }}
PORT: "4000"
EMULATOR: {{ ternary "on" "off" .Values.trial.emulator | quote }}
{{- range $key, $from := .Values.secrets }}
{{- if $from }}
{{ $key }}_FILE: /etc/cmf-graphql/secrets/{{ $key }}
{{- end }}
{{- end }}
{{- range $key, $from := .Values.files }}
{{- if $from }}
{{ $key }}: /etc/cmf-graphql/files/{{ $key }}
{{- end }}
{{- end }}
{{- if .Values.trial.redis.enabled }}
REDIS_URL: redis://{{ include "cmf-graphql.fullname" . }}-trial-redis:6379
{{- end }}
{{- end -}}

{{/* Sources of the volume with the files of settings. Kubernetes updates them in running pods. */}}
{{- define "cmf-graphql.fileSources" -}}
{{- range $key, $from := .Values.secrets }}
{{- if $from }}
- secret:
    name: {{ $from.name }}
    items:
      - key: {{ $from.key | quote }}
        path: secrets/{{ $key }}
{{- end }}
{{- end }}
{{- range $key, $from := .Values.files }}
{{- if $from }}
- {{ ternary "secret" "configMap" (hasKey $from "secret") }}:
    name: {{ default $from.configMap $from.secret }}
    items:
      - key: {{ $from.key | quote }}
        path: files/{{ $key }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Name of the port for probes and metrics. */}}
{{- define "cmf-graphql.probePort" -}}
{{- ternary "metrics" "http" (not (empty .Values.config.METRICS_PORT)) -}}
{{- end -}}

{{/* The first of a list, or the second when the first is not set. 0 is set. */}}
{{- define "cmf-graphql.milliseconds" -}}
{{- ternary (index . 1) (index . 0) (kindIs "invalid" (index . 0)) | int64 -}}
{{- end -}}

{{/* Seconds from SIGTERM to SIGKILL. */}}
{{- define "cmf-graphql.gracePeriod" -}}
{{- if kindIs "invalid" .Values.terminationGracePeriodSeconds -}}
{{- $drain := include "cmf-graphql.milliseconds" (list .Values.config.DRAIN_DELAY_MS 5000) | int64 -}}
{{- $shutdown := include "cmf-graphql.milliseconds" (list .Values.config.SHUTDOWN_TIMEOUT_MS 10000) | int64 -}}
{{- add 10 (div (add $drain $shutdown 999) 1000) -}}
{{- else -}}
{{- .Values.terminationGracePeriodSeconds | int64 -}}
{{- end -}}
{{- end -}}
