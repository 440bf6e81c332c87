{{/* Name of the release's objects. */}}
{{- define "cmf-graphql.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "cmf-graphql.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels that select the gateway's pods. They must never change: a Deployment's selector is immutable. */}}
{{- define "cmf-graphql.selectorLabels" -}}
app.kubernetes.io/name: {{ include "cmf-graphql.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: gateway
{{- end -}}

{{/* Labels that select the Redis for trials. */}}
{{- define "cmf-graphql.trialRedisLabels" -}}
app.kubernetes.io/name: {{ include "cmf-graphql.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: trial-redis
{{- end -}}

{{/* `namespace`, `labels` and `annotations` of an object, from a list: the context, the component, further labels, further annotations. */}}
{{- define "cmf-graphql.metadata" -}}
{{- $context := index . 0 -}}
{{- $labels := dict
  "app.kubernetes.io/name" (include "cmf-graphql.name" $context)
  "app.kubernetes.io/instance" $context.Release.Name
  "app.kubernetes.io/component" (index . 1)
  "app.kubernetes.io/version" $context.Chart.AppVersion
  "app.kubernetes.io/managed-by" $context.Release.Service
  "helm.sh/chart" (printf "%s-%s" $context.Chart.Name $context.Chart.Version | replace "+" "_")
-}}
{{- $annotations := merge (dict) (index . 3) $context.Values.commonAnnotations -}}
namespace: {{ $context.Release.Namespace }}
labels:
  {{- toYaml (merge $labels (index . 2) $context.Values.commonLabels) | nindent 2 }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "cmf-graphql.serviceAccountName" -}}
{{- default (ternary (include "cmf-graphql.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "cmf-graphql.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ default $.Chart.AppVersion .tag }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A rule of `egress`, from a list: `to` and `ports` of the values, and URLs whose ports are added. */}}
{{- define "cmf-graphql.egress" -}}
{{- $ports := list -}}
{{- range (index . 0).ports }}{{ $ports = append $ports (int64 .) }}{{ end -}}
{{- range compact (index . 1) -}}
{{- $url := urlParse . -}}
{{- $port := regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) | default (ternary "443" "80" (eq $url.scheme "https")) -}}
{{- $ports = append $ports (int64 $port) -}}
{{- end -}}
- ports:
    {{- range uniq $ports }}
    - port: {{ . }}
      protocol: TCP
    {{- end }}
  {{- with (index . 0).to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
