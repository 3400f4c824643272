import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { drainSeconds, read, secrets } from './deploy-files.ts'

// The manifests, held against what the product reads, answers and takes to stop. What matters of their schemas is written
// down below.

const Probe = z.strictObject({
  httpGet: z.strictObject({ path: z.string(), port: z.literal('http') }),
  periodSeconds: z.number(),
  timeoutSeconds: z.number().optional(),
  failureThreshold: z.number(),
})
const Pod = z.object({
  enableServiceLinks: z.literal(false),
  terminationGracePeriodSeconds: z.number(),
  securityContext: z.looseObject({ runAsNonRoot: z.literal(true), runAsUser: z.number().min(1) }),
  containers: z.tuple([
    z.object({
      env: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      ports: z.array(z.strictObject({ name: z.string(), containerPort: z.number() })),
      startupProbe: Probe,
      readinessProbe: Probe,
      livenessProbe: Probe,
      securityContext: z.strictObject({
        allowPrivilegeEscalation: z.literal(false),
        readOnlyRootFilesystem: z.literal(true),
        capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
      }),
      volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })),
    }),
  ]),
  volumes: z.array(z.looseObject({ name: z.string() })),
})
const Selector = z.record(z.string(), z.string())
const Manifest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ConfigMap'), apiVersion: z.literal('v1'), data: z.record(z.string(), z.string()) }),
  z.object({
    kind: z.literal('Deployment'),
    apiVersion: z.literal('apps/v1'),
    spec: z.object({
      replicas: z.number(),
      progressDeadlineSeconds: z.number(),
      selector: z.object({ matchLabels: Selector }),
      template: z.object({ metadata: z.object({ labels: Selector }), spec: Pod }),
    }),
  }),
  z.object({
    kind: z.literal('Service'),
    apiVersion: z.literal('v1'),
    metadata: z.object({ name: z.string() }),
    spec: z.object({
      selector: Selector,
      ports: z.array(z.object({ name: z.string(), port: z.number(), targetPort: z.string() })),
    }),
  }),
  z.object({
    kind: z.literal('PodDisruptionBudget'),
    apiVersion: z.literal('policy/v1'),
    spec: z.strictObject({
      maxUnavailable: z.number(),
      unhealthyPodEvictionPolicy: z.literal('AlwaysAllow'),
      selector: z.object({ matchLabels: Selector }),
    }),
  }),
])

const manifests = parseAllDocuments(read('deploy/kubernetes/throughline.yaml')).map((document) =>
  Manifest.parse(document.toJS()),
)

test('settings are read, probes ask what the product answers, and stopping has its time', () => {
  const settings = manifests.find((manifest) => manifest.kind === 'ConfigMap')!.data
  const { spec } = manifests.find((manifest) => manifest.kind === 'Deployment')!
  const pod = spec.template.spec
  const [node] = pod.containers
  const template = z
    .object({ stringData: z.record(z.string(), z.literal('')) })
    .parse(parse(read('deploy/kubernetes/secret.example.yaml')))
  const secret = Object.keys(template.stringData).map((name) => [
    name,
    secrets[name] ?? 'postgresql://db.example.com/t',
  ])
  const own = node.env.map(({ name, value }) => [name, value])
  const drain = drainSeconds({ ...settings, ...Object.fromEntries([...secret, ...own]) })
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(drain)
  const notice = Number(settings['DRAIN_NOTICE_SECONDS'])
  expect(notice).toBeGreaterThan(node.readinessProbe.periodSeconds * node.readinessProbe.failureThreshold + 3)
  const { periodSeconds, failureThreshold } = node.startupProbe
  expect(spec.progressDeadlineSeconds).toBeGreaterThan(periodSeconds * failureThreshold)
  expect(node.readinessProbe.httpGet.path).toBe('/readyz')
  expect([node.startupProbe.httpGet.path, node.livenessProbe.httpGet.path]).toEqual(['/healthz', '/healthz'])
  expect(node.volumeMounts.map(({ name }) => name)).toEqual(pod.volumes.map(({ name }) => name))

  const { labels } = spec.template.metadata
  expect(spec.selector.matchLabels).toEqual(labels)
  for (const manifest of manifests) {
    if (manifest.kind === 'PodDisruptionBudget') expect(manifest.spec.selector.matchLabels).toEqual(labels)
    if (manifest.kind !== 'Service') continue
    expect(manifest.spec.selector).toEqual(labels)
    for (const { targetPort } of manifest.spec.ports) expect(node.ports.map(({ name }) => name)).toContain(targetPort)
  }
  expect(manifests.map(({ kind }) => kind).toSorted()).toEqual(
    ['ConfigMap', 'Deployment', 'PodDisruptionBudget', 'Service', 'Service'].toSorted(),
  )
})

const Entrance = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('Ingress'),
    apiVersion: z.literal('networking.k8s.io/v1'),
    spec: z.strictObject({
      ingressClassName: z.string(),
      tls: z.array(z.strictObject({ hosts: z.array(z.string()), secretName: z.string() })),
      rules: z.array(
        z.strictObject({
          host: z.string(),
          http: z.strictObject({
            paths: z.tuple([
              z.strictObject({
                path: z.literal('/'),
                pathType: z.literal('Prefix'),
                backend: z.strictObject({
                  service: z.strictObject({ name: z.string(), port: z.strictObject({ name: z.string() }) }),
                }),
              }),
            ]),
          }),
        }),
      ),
    }),
  }),
  z.object({
    kind: z.literal('NetworkPolicy'),
    apiVersion: z.literal('networking.k8s.io/v1'),
    spec: z.strictObject({
      podSelector: z.strictObject({ matchLabels: Selector }),
      policyTypes: z.tuple([z.literal('Ingress')]),
      ingress: z.array(
        z.strictObject({
          from: z.array(
            z.partialRecord(z.enum(['namespaceSelector', 'podSelector']), z.strictObject({ matchLabels: Selector })),
          ),
          ports: z.array(z.strictObject({ port: z.string() })),
        }),
      ),
    }),
  }),
])

test('the example of a way in leads to the service, under the address of the settings, and closes every port to the rest', () => {
  const [ingress, policy] = parseAllDocuments(read('deploy/kubernetes/entrance.example.yaml')).map((document) =>
    Entrance.parse(document.toJS()),
  )
  if (ingress?.kind !== 'Ingress' || policy?.kind !== 'NetworkPolicy') throw new Error('An ingress and a policy.')
  const [rule] = ingress.spec.rules
  const { service } = rule!.http.paths[0].backend
  const settings = manifests.find((manifest) => manifest.kind === 'ConfigMap')!.data
  expect(settings['PUBLIC_URL']).toBe(`https://${rule!.host}`)
  expect(ingress.spec.tls[0]!.hosts).toEqual([rule!.host])
  const services = manifests.filter((manifest) => manifest.kind === 'Service')
  const reached = services.find(({ metadata }) => metadata.name === service.name)!
  expect(reached.spec.ports.map(({ name }) => name)).toContain(service.port.name)

  const { spec } = manifests.find((manifest) => manifest.kind === 'Deployment')!
  expect(policy.spec.podSelector.matchLabels).toEqual(spec.template.metadata.labels)
  const open = policy.spec.ingress.flatMap(({ ports }) => ports.map(({ port }) => port))
  expect(open.toSorted()).toEqual(spec.template.spec.containers[0].ports.map(({ name }) => name).toSorted())
})
