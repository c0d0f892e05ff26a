// The structure of Kubernetes objects as OpenAPI says it, without its prose; what Kubernetes reads otherwise than
// OpenAPI says (quantities, int-or-string, free-form JSON) is already put right by `reduceSchema`.

export interface Schema {
  /** The name of a definition; nothing else stands beside it. */
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  /** An RE2 expression that JavaScript reads alike; not anchored unless it says so. */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly nullable?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  /** Whatever else stands there is kept as it is; without this, a field that is not listed is an error. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  /** The fields that together tell one item of a list from another. */
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
}

export type Scope = 'Namespaced' | 'Cluster';

/** A kind of object that can be applied to a cluster. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope: Scope;
  /** Its name in rules of RBAC, where the CustomResourceDefinition says it. */
  readonly plural?: string;
  /** The name of the definition of the whole object. */
  readonly definition: string;
}

/** Kinds and the definitions they are made of. */
export interface Catalogue {
  readonly kinds: readonly Kind[];
  /** One definition by its name, such as `io.k8s.api.core.v1.Container`. */
  define(name: string): Schema | undefined;
}

/** The definition that every object's `metadata` has, custom kinds included. */
export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
