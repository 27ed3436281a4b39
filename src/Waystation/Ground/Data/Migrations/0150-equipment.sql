-- 配备: what is bought for places, where each thing is, and the money it was bought with. Two ledgers, of things and of fen, which are only ever added to.

CREATE TABLE goods_funds (
    id         uuid PRIMARY KEY,
    union_id   uuid        NOT NULL REFERENCES unions (id),
    -- Set: the fund of one station.
    station_id uuid        REFERENCES stations (id),
    name       text        NOT NULL CHECK (name <> '' AND length(name) <= 60),
    made_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX goods_funds_name ON goods_funds (union_id, name);
CREATE UNIQUE INDEX goods_funds_one_of_a_station ON goods_funds (station_id) WHERE station_id IS NOT NULL;

CREATE TABLE goods_batches (
    id         uuid PRIMARY KEY,
    union_id   uuid        NOT NULL REFERENCES unions (id),
    number     text        NOT NULL CHECK (number <> '' AND length(number) <= 40),
    supplier   text        NOT NULL CHECK (supplier <> '' AND length(supplier) <= 100),
    paper      text        NOT NULL CHECK (paper <> '' AND length(paper) <= 100),
    bought_on  date        NOT NULL,
    fund_id    uuid        NOT NULL REFERENCES goods_funds (id),
    account_id uuid        NOT NULL REFERENCES accounts (id),
    made_at    timestamptz NOT NULL,
    void_at    timestamptz
);
CREATE UNIQUE INDEX goods_batches_number ON goods_batches (union_id, number);

CREATE TABLE goods_batch_lines (
    batch_id uuid   NOT NULL REFERENCES goods_batches (id),
    kind     text   COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z0-9-]{2,40}$'),
    quantity int    NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    unit_fen bigint NOT NULL CHECK (unit_fen BETWEEN 0 AND 10000000000),
    PRIMARY KEY (batch_id, kind)
);

CREATE TABLE goods_fund_entries (
    id         uuid PRIMARY KEY,
    nth        bigint GENERATED ALWAYS AS IDENTITY,
    fund_id    uuid        NOT NULL REFERENCES goods_funds (id),
    kind       text        NOT NULL CHECK (kind IN ('grant', 'spend', 'batch', 'reversal')),
    fen        bigint      NOT NULL CHECK (fen <> 0),
    paper      text        NOT NULL CHECK (paper <> '' AND length(paper) <= 100),
    note       text        NOT NULL DEFAULT '' CHECK (length(note) <= 200),
    batch_id   uuid        REFERENCES goods_batches (id),
    reverses   uuid        UNIQUE REFERENCES goods_fund_entries (id),
    account_id uuid        NOT NULL REFERENCES accounts (id),
    at         timestamptz NOT NULL,
    CHECK (CASE kind WHEN 'grant' THEN fen > 0 WHEN 'reversal' THEN reverses IS NOT NULL ELSE fen < 0 END),
    CHECK ((kind = 'reversal') = (reverses IS NOT NULL) AND (kind <> 'batch' OR batch_id IS NOT NULL))
);
CREATE INDEX goods_fund_entries_by_fund ON goods_fund_entries (fund_id, nth);

CREATE TABLE goods_deliveries (
    id          uuid PRIMARY KEY,
    station_id  uuid        NOT NULL REFERENCES stations (id),
    union_id    uuid        NOT NULL REFERENCES unions (id),
    from_place  text        NOT NULL CHECK (from_place IN ('batch', 'store', 'station')),
    from_id     uuid        NOT NULL,
    batch_id    uuid        REFERENCES goods_batches (id),
    planned_at  timestamptz NOT NULL,
    sent_at     timestamptz,
    received_at timestamptz,
    received_by uuid        REFERENCES accounts (id),
    recalled_at timestamptz,
    CHECK ((from_place = 'batch') = (batch_id IS NOT NULL)),
    CHECK ((received_at IS NULL) = (received_by IS NULL) AND (received_at IS NULL OR sent_at IS NOT NULL) AND num_nonnulls(received_at, recalled_at) < 2)
);
CREATE INDEX goods_deliveries_by_station ON goods_deliveries (station_id, planned_at);
CREATE INDEX goods_deliveries_by_batch ON goods_deliveries (batch_id);

CREATE TABLE goods_delivery_lines (
    delivery_id uuid NOT NULL REFERENCES goods_deliveries (id),
    kind        text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z0-9-]{2,40}$'),
    quantity    int  NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    received    int  CHECK (received BETWEEN 0 AND quantity),
    reason      text NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    PRIMARY KEY (delivery_id, kind),
    CONSTRAINT goods_delivery_lines_say_why CHECK (received IS NULL OR received = quantity OR reason <> '')
);

-- Double entry: each row takes from one holder what it gives to another, so that no row can be out of balance.
CREATE TABLE goods_moves (
    id          uuid PRIMARY KEY,
    nth         bigint GENERATED ALWAYS AS IDENTITY,
    act         text        NOT NULL CHECK (act IN ('buy', 'void', 'send', 'recall', 'receive', 'found', 'lost', 'give', 'repair', 'repaired', 'return', 'write-off', 'reversal')),
    kind        text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z0-9-]{2,40}$'),
    quantity    int         NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    from_place  text        NOT NULL,
    from_id     uuid        NOT NULL,
    to_place    text        NOT NULL,
    to_id       uuid        NOT NULL,
    station_id  uuid        REFERENCES stations (id),
    batch_id    uuid        REFERENCES goods_batches (id),
    delivery_id uuid        REFERENCES goods_deliveries (id),
    reason      text        NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    reverses    uuid        UNIQUE REFERENCES goods_moves (id),
    account_id  uuid        NOT NULL REFERENCES accounts (id),
    second_id   uuid        REFERENCES accounts (id),
    at          timestamptz NOT NULL,
    CHECK ((from_place, from_id) <> (to_place, to_id)),
    CHECK ((act = 'reversal') = (reverses IS NOT NULL)),
    CONSTRAINT goods_moves_second_person CHECK (act <> 'write-off' OR (second_id IS NOT NULL AND second_id <> account_id AND reason <> ''))
);
CREATE INDEX goods_moves_by_station ON goods_moves (station_id, nth);
CREATE INDEX goods_moves_by_batch ON goods_moves (batch_id) WHERE batch_id IS NOT NULL;

-- Who holds how many. Only a supplier may hold less than nothing: what it gave the house.
CREATE TABLE goods_balances (
    place    text   NOT NULL CHECK (place IN ('supplier', 'batch', 'store', 'way', 'station', 'repair', 'used', 'gone')),
    id       uuid   NOT NULL,
    kind     text COLLATE "C" NOT NULL,
    quantity bigint NOT NULL,
    PRIMARY KEY (place, id, kind),
    CONSTRAINT goods_balances_never_below_zero CHECK (quantity >= 0 OR place = 'supplier')
);
CREATE INDEX goods_balances_by_holder ON goods_balances (id) WHERE quantity <> 0;

CREATE TABLE goods_fund_balances (
    fund_id uuid   PRIMARY KEY,
    fen     bigint NOT NULL,
    CONSTRAINT goods_fund_balances_never_below_zero CHECK (fen >= 0)
);

-- Rows are locked in the order of their key before any is changed, so that two who move the same things never wait for each other.
CREATE FUNCTION goods_moves_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh f JOIN goods_moves o ON o.id = f.reverses
        WHERE (f.kind, f.quantity, f.from_place, f.from_id, f.to_place, f.to_id) IS DISTINCT FROM (o.kind, o.quantity, o.to_place, o.to_id, o.from_place, o.from_id) OR o.act = 'reversal') THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'equipment.reversal-differs';
    END IF;
    INSERT INTO goods_balances (place, id, kind, quantity)
        SELECT place, id, kind, 0 FROM (SELECT from_place AS place, from_id AS id, kind FROM fresh UNION SELECT to_place, to_id, kind FROM fresh) h ORDER BY place, id, kind
        ON CONFLICT DO NOTHING;
    PERFORM FROM goods_balances b WHERE (b.place, b.id, b.kind) IN (SELECT from_place, from_id, kind FROM fresh UNION SELECT to_place, to_id, kind FROM fresh) ORDER BY b.place, b.id, b.kind FOR UPDATE;
    UPDATE goods_balances b SET quantity = b.quantity + d.quantity
        FROM (SELECT place, id, kind, sum(quantity) AS quantity FROM (
                SELECT from_place AS place, from_id AS id, kind, -quantity AS quantity FROM fresh UNION ALL SELECT to_place, to_id, kind, quantity FROM fresh) m GROUP BY place, id, kind) d
        WHERE (b.place, b.id, b.kind) = (d.place, d.id, d.kind);
    RETURN NULL;
END $$;
CREATE TRIGGER goods_moves_count AFTER INSERT ON goods_moves REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION goods_moves_count();

CREATE FUNCTION goods_fund_entries_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh f JOIN goods_fund_entries o ON o.id = f.reverses WHERE (f.fund_id, f.fen) IS DISTINCT FROM (o.fund_id, -o.fen) OR o.kind = 'reversal') THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'equipment.reversal-differs';
    END IF;
    INSERT INTO goods_fund_balances (fund_id, fen) SELECT DISTINCT fund_id, 0 FROM fresh ORDER BY fund_id ON CONFLICT DO NOTHING;
    PERFORM FROM goods_fund_balances b WHERE b.fund_id IN (SELECT fund_id FROM fresh) ORDER BY b.fund_id FOR UPDATE;
    UPDATE goods_fund_balances b SET fen = b.fen + d.fen FROM (SELECT fund_id, sum(fen) AS fen FROM fresh GROUP BY fund_id) d WHERE b.fund_id = d.fund_id;
    RETURN NULL;
END $$;
CREATE TRIGGER goods_fund_entries_count AFTER INSERT ON goods_fund_entries REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION goods_fund_entries_count();

CREATE FUNCTION goods_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE SQLSTATE 'WS001' USING MESSAGE = 'equipment.stays';
END $$;
CREATE TRIGGER goods_moves_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON goods_moves FOR EACH STATEMENT EXECUTE FUNCTION goods_stay();
CREATE TRIGGER goods_fund_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON goods_fund_entries FOR EACH STATEMENT EXECUTE FUNCTION goods_stay();
CREATE TRIGGER goods_batch_lines_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON goods_batch_lines FOR EACH STATEMENT EXECUTE FUNCTION goods_stay();

-- Who was given something that a rule wants a name for: the name sealed, and gone after its time.
CREATE TABLE goods_receivers (
    move_id  uuid PRIMARY KEY REFERENCES goods_moves (id),
    name     bytea       NOT NULL,
    given_at timestamptz NOT NULL
);
CREATE INDEX goods_receivers_by_age ON goods_receivers (given_at);

-- How few of a thing a station is to have before more is asked for; none: as the catalogue says.
CREATE TABLE goods_minimums (
    station_id uuid NOT NULL REFERENCES stations (id),
    kind       text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z0-9-]{2,40}$'),
    least      int  NOT NULL CHECK (least BETWEEN 0 AND 100000),
    PRIMARY KEY (station_id, kind)
);

-- A keeper asks for more of a thing.
CREATE TABLE goods_asks (
    id          uuid PRIMARY KEY,
    station_id  uuid        NOT NULL REFERENCES stations (id),
    union_id    uuid        NOT NULL REFERENCES unions (id),
    kind        text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z0-9-]{2,40}$'),
    asked_at    timestamptz NOT NULL,
    answer      text CHECK (answer IN ('sent', 'not-now')),
    answered_at timestamptz,
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX goods_asks_one_at_a_time ON goods_asks (station_id, kind) WHERE answered_at IS NULL;

-- One asks for a write-off, another decides.
CREATE TABLE goods_write_offs (
    id         uuid PRIMARY KEY,
    station_id uuid        NOT NULL REFERENCES stations (id),
    union_id   uuid        NOT NULL REFERENCES unions (id),
    kind       text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z0-9-]{2,40}$'),
    quantity   int         NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    reason     text        NOT NULL CHECK (reason <> '' AND length(reason) <= 200),
    asked_by   uuid        NOT NULL REFERENCES accounts (id),
    asked_at   timestamptz NOT NULL,
    granted    boolean,
    decided_by uuid        REFERENCES accounts (id),
    decided_at timestamptz,
    CHECK (num_nulls(granted, decided_by, decided_at) IN (0, 3)),
    CONSTRAINT goods_write_offs_second_person CHECK (decided_by <> asked_by OR granted IS FALSE)
);
CREATE INDEX goods_write_offs_open ON goods_write_offs (union_id) WHERE decided_at IS NULL;
