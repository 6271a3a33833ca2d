import type { ExtensionField, ThingRole } from '@fieldseal/provenance';

export const COMPARISONS = ['GT', 'GE', 'LT', 'LE'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type WordColumn = 'type' | 'action' | 'biz_step' | 'disposition' | 'transformation_id';
export type PlaceColumn = 'read_point' | 'biz_location';
export type TimeColumn = 'event_time' | 'record_time';

/** A value with its unit of measure; without a unit, whatever the unit is. Decimal text, so that nothing is rounded. */
export interface Measure {
  readonly unit: string | undefined;
  readonly value: string;
}

/** What a parameter asks; an event matches a query when it meets every condition. */
export type Condition =
  | { readonly kind: 'among'; readonly column: WordColumn | PlaceColumn; readonly values: readonly string[] }
  /** Places that are one of the values, parts of one, or below one in the hierarchy of the master data. */
  | { readonly kind: 'within'; readonly column: PlaceColumn; readonly values: readonly string[] }
  | { readonly kind: 'time'; readonly column: TimeColumn; readonly comparison: Comparison; readonly value: string }
  | {
      readonly kind: 'things';
      readonly roles: readonly ThingRole[];
      readonly exact: readonly string[];
      /** SQL LIKE patterns of canonical identifiers. */
      readonly patterns: readonly string[];
    }
  | { readonly kind: 'facets'; readonly anyOf: readonly string[] }
  /** Attributes that an event gives itself as one of the facets, or that the master data has of what it speaks of. */
  | {
      readonly kind: 'attribute';
      readonly of: PlaceColumn | readonly ThingRole[];
      readonly names: readonly string[];
      /** Some attribute has one of these; `undefined`: it is enough that there is one. */
      readonly values: readonly string[] | undefined;
      readonly facets: readonly string[];
    }
  /** Hashes in hexadecimal, and eventIDs the senders gave. */
  | { readonly kind: 'identity'; readonly hashes: readonly string[]; readonly given: readonly string[] }
  /** Some time at one of the paths compares so. */
  | {
      readonly kind: 'innerTime';
      readonly paths: readonly string[];
      readonly comparison: Comparison;
      readonly value: string;
    }
  /** Some quantity, or sensor report, whose `property` compares so with one of the measures. */
  | {
      readonly kind: 'measure';
      readonly paths: readonly string[];
      readonly property: string;
      readonly comparison: Comparison | 'EQ';
      readonly measures: readonly Measure[];
    }
  /** An extension field that holds a number or a time. */
  | {
      readonly kind: 'field';
      readonly field: ExtensionField;
      readonly comparison: Comparison;
      readonly type: 'number' | 'time';
      readonly value: string;
    };

/** `field` is an extension field of the event. */
export type OrderKey = { readonly column: TimeColumn } | { readonly field: ExtensionField };

/** A SimpleEventQuery, read and checked. */
export interface EventQuery {
  readonly conditions: readonly Condition[];
  readonly order: OrderKey;
  readonly descending: boolean;
  /** At most this many events in all pages together (`eventCountLimit`). */
  readonly limit: number | undefined;
  /** More events than this are refused (`maxEventCount`). */
  readonly most: number | undefined;
}
