import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From the plot to the shop: products, plots, photographs, lots, pieces, warehouse, sale. */
export class Custody1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product (
        gtin text PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        name_zh text NOT NULL,
        name_en text NOT NULL,
        unit text NOT NULL,
        stage text NOT NULL
      );
      CREATE TABLE plot (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        name text NOT NULL,
        crop text NOT NULL,
        cultivar text NOT NULL,
        polygon jsonb NOT NULL,
        area_square_metres double precision NOT NULL,
        geometry_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (organisation_id, geometry_hash)
      );
      CREATE TABLE photo (
        hash text PRIMARY KEY,
        media_type text NOT NULL,
        width integer NOT NULL,
        height integer NOT NULL,
        bytes integer NOT NULL,
        rendered boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE harvest (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        plot_id uuid NOT NULL REFERENCES plot,
        gtin text NOT NULL REFERENCES product,
        lot text NOT NULL,
        digital_link text NOT NULL UNIQUE,
        quantity_grams bigint NOT NULL CHECK (quantity_grams > 0),
        consumed_grams bigint NOT NULL DEFAULT 0 CHECK (consumed_grams BETWEEN 0 AND quantity_grams),
        harvested_at timestamptz NOT NULL,
        event_hash text NOT NULL,
        certificate_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX harvest_newest ON harvest (organisation_id, created_at DESC);
      CREATE TABLE pressing (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        gtin text NOT NULL REFERENCES product,
        lot text NOT NULL,
        digital_link text NOT NULL UNIQUE,
        inputs jsonb NOT NULL,
        piece_grams bigint NOT NULL,
        pressed_at timestamptz NOT NULL,
        event_hashes jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE item (
        gtin text NOT NULL REFERENCES product,
        serial text NOT NULL,
        digital_link text NOT NULL UNIQUE,
        pressing_id uuid NOT NULL REFERENCES pressing,
        organisation_id uuid NOT NULL REFERENCES organisation,
        sscc text,
        PRIMARY KEY (gtin, serial)
      );
      CREATE INDEX item_case ON item (sscc) WHERE sscc IS NOT NULL;
      CREATE TABLE fingerprint (
        gtin text NOT NULL,
        serial text NOT NULL,
        template bytea NOT NULL,
        salt bytea NOT NULL,
        template_version text NOT NULL,
        model_hash text NOT NULL,
        commitment text NOT NULL,
        photo_hash text NOT NULL REFERENCES photo,
        picture_hash text NOT NULL,
        enrolled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (gtin, serial),
        FOREIGN KEY (gtin, serial) REFERENCES item
      );
      CREATE TABLE sensor (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        name text NOT NULL,
        location text NOT NULL,
        password_hash bytea NOT NULL
      );
      CREATE TABLE reading (
        sensor_id uuid NOT NULL REFERENCES sensor,
        time timestamptz NOT NULL,
        temperature_c real NOT NULL,
        humidity_pct real NOT NULL,
        PRIMARY KEY (sensor_id, time)
      );
      CREATE TABLE receipt (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        sscc text NOT NULL,
        location text NOT NULL,
        received_at timestamptz NOT NULL,
        items jsonb NOT NULL,
        event_hashes jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX receipt_case ON receipt (sscc, created_at DESC);
      CREATE TABLE grading (
        id uuid PRIMARY KEY,
        gtin text NOT NULL,
        serial text NOT NULL,
        organisation_id uuid NOT NULL REFERENCES organisation,
        grade text NOT NULL,
        method text NOT NULL,
        score integer NOT NULL,
        graded_at timestamptz NOT NULL,
        event_hash text NOT NULL,
        FOREIGN KEY (gtin, serial) REFERENCES item
      );
      CREATE TABLE sale (
        id uuid PRIMARY KEY,
        gtin text NOT NULL,
        serial text NOT NULL,
        organisation_id uuid NOT NULL REFERENCES organisation,
        place text NOT NULL,
        sold_at timestamptz NOT NULL,
        review_code_hash bytea NOT NULL,
        event_hash text NOT NULL,
        UNIQUE (gtin, serial),
        FOREIGN KEY (gtin, serial) REFERENCES item
      );
      CREATE TABLE review (
        id uuid PRIMARY KEY,
        sale_id uuid NOT NULL UNIQUE REFERENCES sale,
        rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
        words text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE review, sale, grading, receipt, reading, sensor, fingerprint, item, pressing, harvest, photo, plot, product',
    );
  }
}
