-- The tree of unions. The truth is unions + union_parents (who stood below whom, on which days);
-- union_lines is the closure derived from it by triggers, so that no writer can forget it.
-- An open start of a range means: it stood already when our records begin.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Places of the administration.
CREATE TABLE divisions (
    code        text PRIMARY KEY,
    name        text NOT NULL CHECK (name <> ''),
    level       text NOT NULL CHECK (level IN ('city', 'district', 'street', 'community')),
    parent_code text REFERENCES divisions (code) DEFERRABLE INITIALLY DEFERRED,
    gone_on     date,
    CHECK ((level = 'city') = (parent_code IS NULL))
);
CREATE INDEX divisions_by_parent ON divisions (parent_code);

-- Areas that cross streets or districts and are reported on. No foreign key: areas are known before the divisions are imported.
CREATE TABLE named_areas (
    code    text PRIMARY KEY,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    source  text NOT NULL
);
CREATE TABLE named_area_streets (
    area_code     text NOT NULL REFERENCES named_areas (code),
    division_code text NOT NULL,
    PRIMARY KEY (area_code, division_code)
);
INSERT INTO named_areas VALUES ('huitian', '回天地区', 'Huitian area',
    '北京市《优化提升回龙观天通苑地区公共服务和基础设施三年行动计划(2018—2020年)》:回龙观、天通苑地区六街道');
INSERT INTO named_area_streets VALUES
    ('huitian', '110114008'), ('huitian', '110114009'), ('huitian', '110114010'),
    ('huitian', '110114011'), ('huitian', '110114012'), ('huitian', '110114013');

-- Kinds of union, as data.
CREATE TABLE union_kinds (
    code          text PRIMARY KEY,
    rank          int     NOT NULL UNIQUE,
    name_zh       text    NOT NULL,
    name_en       text    NOT NULL,
    holds_members boolean NOT NULL,
    holds_tasks   boolean NOT NULL,
    stands_alone  boolean NOT NULL DEFAULT false,
    unique_name   boolean NOT NULL
);
-- holds_members: people may belong to it directly. unique_name: no two active ones of these kinds share a name in the city.
INSERT INTO union_kinds (code, rank, name_zh, name_en, holds_members, holds_tasks, stands_alone, unique_name) VALUES
    ('city-federation',             10, '市总工会',             'City federation',             false, true,  true,  true),
    ('district-federation',         20, '区总工会',             'District federation',         false, true,  false, true),
    ('development-zone-federation', 30, '经开区总工会',         'Development-zone federation', false, true,  false, true),
    ('industry-union',              40, '产业工会',             'Industry union',              false, true,  false, true),
    ('bureau-union',                50, '局、集团公司工会',     'Bureau or group union',       false, true,  false, true),
    ('subdistrict-federation',      60, '街道、乡镇总工会',     'Street or town federation',   false, true,  false, true),
    ('park-union',                  70, '园区工会',             'Park union',                  false, true,  false, true),
    ('regional-federation',         80, '区域性工会联合会',     'Area federation',             false, true,  false, true),
    ('trade-federation',            90, '行业性工会联合会',     'Trade federation',            false, true,  false, true),
    ('community-union',            100, '社区、村联合工会',     'Community union',             true,  true,  false, false),
    ('joint-grassroots',           110, '联合基层工会',         'Joint grassroots union',      true,  true,  false, false),
    ('grassroots',                 120, '基层工会',             'Grassroots union',            true,  true,  false, false),
    ('unit-shell',                 130, '待建会单位',           'Unit awaiting its union',     true,  false, false, false),
    ('union-group',                140, '工会小组',             'Union group',                 true,  false, false, false),
    ('service-post',               150, '工会服务站',           'Service post',                false, true,  false, false),
    ('department',                 160, '部门',                 'Department',                  false, true,  false, false),
    ('institution',                170, '直属单位',             'Affiliated institution',      false, true,  false, false);

CREATE TABLE union_kinds_below (
    kind  text NOT NULL REFERENCES union_kinds (code),
    below text NOT NULL REFERENCES union_kinds (code),
    PRIMARY KEY (kind, below)
);
INSERT INTO union_kinds_below (kind, below)
SELECT kind, unnest(string_to_array(below, ' ')) FROM (VALUES
    ('city-federation',             'district-federation development-zone-federation industry-union bureau-union regional-federation trade-federation joint-grassroots grassroots service-post department institution'),
    ('district-federation',         'industry-union bureau-union subdistrict-federation park-union regional-federation trade-federation joint-grassroots grassroots service-post department institution'),
    ('development-zone-federation', 'subdistrict-federation park-union regional-federation trade-federation community-union joint-grassroots grassroots service-post department institution'),
    ('industry-union',              'bureau-union trade-federation joint-grassroots grassroots service-post department institution'),
    ('bureau-union',                'bureau-union joint-grassroots grassroots service-post department institution'),
    ('subdistrict-federation',      'park-union regional-federation trade-federation community-union joint-grassroots grassroots service-post department'),
    ('park-union',                  'regional-federation trade-federation community-union joint-grassroots grassroots service-post department'),
    ('regional-federation',         'community-union joint-grassroots grassroots service-post'),
    ('trade-federation',            'joint-grassroots grassroots service-post'),
    ('community-union',             'joint-grassroots grassroots union-group service-post'),
    ('joint-grassroots',            'grassroots unit-shell union-group service-post'),
    ('grassroots',                  'grassroots union-group service-post'),
    ('department',                  'department'),
    ('institution',                 'department')) AS allowed (kind, below);

-- Unions.
-- By this a name is compared: full-width and half-width, spaces, kinds of bracket and dot, capital letters make no difference.
-- Waystation.Organisations.NameKey does the same in the program; a test holds them together.
CREATE FUNCTION union_name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(translate(normalize(name, NFKC) COLLATE "C",
        U&'【】〔〕[]{}•・‧' || E' \t\r\n' || U&'\200B\FEFF', '()()()()···'))
$$;

CREATE TABLE unions (
    id            uuid PRIMARY KEY,
    kind          text NOT NULL REFERENCES union_kinds (code),
    name          text NOT NULL CHECK (name <> '' AND length(name) <= 200),
    name_key      text COLLATE "C" NOT NULL GENERATED ALWAYS AS (union_name_key(name)) STORED,
    division_code text REFERENCES divisions (code),
    credit_code   text,
    founding_due  boolean NOT NULL DEFAULT false,
    founded_on    date,
    entered_on    date,
    dissolved_on  date,
    merged_into   uuid REFERENCES unions (id),
    unique_name   boolean NOT NULL,
    sort_key      text COLLATE "C" NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CHECK (dissolved_on > entered_on),
    CHECK (merged_into IS NULL OR (dissolved_on IS NOT NULL AND merged_into <> id))
);
CREATE UNIQUE INDEX unions_federation_name ON unions (name_key) WHERE unique_name AND dissolved_on IS NULL;
CREATE UNIQUE INDEX unions_one_city ON unions (kind) WHERE kind = 'city-federation';
CREATE INDEX unions_by_name ON unions (name_key);
-- The unit's own code, not the union's. Not unique: a unit may have several unions below different federations.
CREATE INDEX unions_by_credit_code ON unions (credit_code) WHERE credit_code IS NOT NULL;
CREATE INDEX unions_by_division ON unions (division_code) WHERE division_code IS NOT NULL;
CREATE INDEX unions_merged_into ON unions (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE union_former_names (
    union_id uuid      NOT NULL REFERENCES unions (id),
    name     text      NOT NULL,
    during   daterange NOT NULL CHECK (NOT isempty(during)),
    CONSTRAINT union_former_names_one_at_a_time EXCLUDE USING gist (union_id WITH =, during WITH &&)
);

CREATE TABLE union_parents (
    union_id  uuid      NOT NULL REFERENCES unions (id),
    parent_id uuid      NOT NULL REFERENCES unions (id),
    during    daterange NOT NULL CHECK (NOT isempty(during)),
    PRIMARY KEY (union_id, during),
    CONSTRAINT union_parents_one_at_a_time EXCLUDE USING gist (union_id WITH =, during WITH &&),
    CHECK (union_id <> parent_id)
);
CREATE INDEX union_parents_by_parent ON union_parents (parent_id, union_id) INCLUDE (during);

CREATE TABLE union_lines (
    above_id uuid      NOT NULL,
    below_id uuid      NOT NULL,
    distance int       NOT NULL CHECK (distance >= 0),
    during   daterange NOT NULL CHECK (NOT isempty(during)),
    PRIMARY KEY (above_id, below_id, during) INCLUDE (distance)
);
CREATE INDEX union_lines_upwards ON union_lines (below_id, above_id, during) INCLUDE (distance);

-- One lock for the whole tree.
CREATE TABLE union_tree (one boolean PRIMARY KEY DEFAULT true CHECK (one), version bigint NOT NULL DEFAULT 0);
INSERT INTO union_tree DEFAULT VALUES;

-- A row that is written, not an advisory lock: at READ COMMITTED the second writer waits and then sees the first one's edges,
-- at REPEATABLE READ it fails with 40001 instead of judging by an old snapshot. Written once per transaction.
CREATE FUNCTION union_tree_lock() RETURNS void LANGUAGE sql AS $$
    UPDATE union_tree SET version = version + 1 WHERE xmin <> pg_current_xact_id()::xid
$$;

-- Every refusal below carries SQLSTATE WS001 and as its message the sentence's key and parts, one per line (drivers redact details).
CREATE FUNCTION union_refuse(sentence text, VARIADIC parts text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'WS001', MESSAGE = array_to_string(sentence || parts, E'\n');
END $$;

CREATE FUNCTION union_holds_members(id uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT k.holds_members FROM unions u JOIN union_kinds k ON k.code = u.kind WHERE u.id = $1
$$;

-- The closure follows its truth.
-- Takes away, on the given days, every line from above `who` to `who` and what stands below it.
CREATE FUNCTION union_lines_cut(who uuid, days datemultirange) RETURNS void LANGUAGE sql AS $$
    WITH gone AS MATERIALIZED (
        SELECT up.above_id, down.below_id, range_agg(up.during * down.during) * days AS days
        FROM union_lines up JOIN union_lines down ON up.during && down.during
        WHERE up.below_id = who AND up.distance > 0 AND down.above_id = who
        GROUP BY up.above_id, down.below_id),
    cut AS (
        DELETE FROM union_lines l USING gone g
        WHERE l.above_id = g.above_id AND l.below_id = g.below_id AND l.during && g.days
        RETURNING l.above_id, l.below_id, l.distance, datemultirange(l.during) - g.days AS rest)
    INSERT INTO union_lines (above_id, below_id, distance, during)
    SELECT above_id, below_id, distance, unnest(rest) FROM cut
$$;

-- Draws, on the given days, every line from `parent` and what stands above it to `who` and what stands below it.
CREATE FUNCTION union_lines_join(who uuid, parent uuid, days datemultirange) RETURNS void LANGUAGE sql AS $$
    INSERT INTO union_lines (above_id, below_id, distance, during)
    SELECT up.above_id, down.below_id, up.distance + down.distance + 1, unnest(datemultirange(up.during * down.during) * days)
    FROM union_lines up JOIN union_lines down ON up.during && down.during
    WHERE up.below_id = parent AND down.above_id = who
$$;

CREATE FUNCTION union_parents_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before datemultirange := '{}';
    after  datemultirange := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN before := datemultirange(OLD.during); END IF;
    IF TG_OP <> 'DELETE' THEN after := datemultirange(NEW.during); END IF;
    IF TG_OP = 'UPDATE' AND OLD.parent_id = NEW.parent_id THEN
        PERFORM union_lines_cut(OLD.union_id, before - after);
        PERFORM union_lines_join(NEW.union_id, NEW.parent_id, after - before);
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN PERFORM union_lines_cut(OLD.union_id, before); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM union_lines_join(NEW.union_id, NEW.parent_id, after); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER union_parents_lines AFTER INSERT OR UPDATE OR DELETE ON union_parents
    FOR EACH ROW EXECUTE FUNCTION union_parents_lines();

CREATE FUNCTION unions_own_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO union_lines VALUES (NEW.id, NEW.id, 0, daterange(NEW.entered_on, NEW.dissolved_on));
    ELSIF (OLD.entered_on, OLD.dissolved_on) IS DISTINCT FROM (NEW.entered_on, NEW.dissolved_on) THEN
        UPDATE union_lines SET during = daterange(NEW.entered_on, NEW.dissolved_on) WHERE above_id = NEW.id AND below_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER unions_own_line AFTER INSERT OR UPDATE ON unions FOR EACH ROW EXECUTE FUNCTION unions_own_line();

-- The last guards.
CREATE FUNCTION unions_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM union_tree_lock();
    NEW.unique_name := (SELECT k.unique_name FROM union_kinds k WHERE k.code = NEW.kind);
    IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
    IF NEW.name <> OLD.name THEN
        PERFORM union_name_free(e.union_id, e.parent_id, e.during, union_name_key(NEW.name), NEW.credit_code, NEW.kind)
        FROM union_parents e WHERE e.union_id = NEW.id;
    END IF;
    IF EXISTS (SELECT FROM union_parents e WHERE e.parent_id = NEW.id AND NOT e.during <@ daterange(NEW.entered_on, NEW.dissolved_on)) THEN
        PERFORM union_refuse('organisations.something-below', NEW.name);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unions_guard BEFORE INSERT OR UPDATE OF kind, name, entered_on, dissolved_on ON unions
    FOR EACH ROW EXECUTE FUNCTION unions_guard();

-- Below one parent, on one day, a name stands once (two units of one name with different credit codes are two units),
-- and a unit awaits its union once.
CREATE FUNCTION union_name_free(who uuid, parent uuid, days daterange, key text, credit text, kind_code text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    other text;
BEGIN
    SELECT u.name INTO other FROM unions u JOIN union_parents e ON e.union_id = u.id AND e.parent_id = parent AND e.during && days
    WHERE u.name_key = key AND u.id <> who AND (u.credit_code <> credit) IS NOT TRUE LIMIT 1;
    IF other IS NULL AND kind_code = 'unit-shell' THEN
        SELECT u.name INTO other FROM unions u JOIN union_parents e ON e.union_id = u.id AND e.parent_id = parent AND e.during && days
        WHERE u.credit_code = credit AND u.kind = kind_code AND u.id <> who LIMIT 1;
    END IF;
    IF other IS NOT NULL THEN PERFORM union_refuse('organisations.name-taken-here', other); END IF;
END $$;

CREATE FUNCTION union_parents_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    child  unions%ROWTYPE;
    parent unions%ROWTYPE;
BEGIN
    PERFORM union_tree_lock();
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    SELECT * INTO child FROM unions WHERE id = NEW.union_id;
    SELECT * INTO parent FROM unions WHERE id = NEW.parent_id;
    IF NOT EXISTS (SELECT FROM union_kinds_below b WHERE b.kind = parent.kind AND b.below = child.kind) THEN
        PERFORM union_refuse('organisations.kind-not-below', child.name, parent.name);
    END IF;
    IF NOT NEW.during <@ daterange(parent.entered_on, parent.dissolved_on) THEN
        PERFORM union_refuse('organisations.not-standing', parent.name);
    END IF;
    IF NOT NEW.during <@ daterange(child.entered_on, child.dissolved_on) THEN
        PERFORM union_refuse('organisations.not-standing', child.name);
    END IF;
    IF EXISTS (SELECT FROM union_lines l WHERE l.above_id = child.id AND l.below_id = parent.id AND l.during && NEW.during) THEN
        PERFORM union_refuse('organisations.would-be-a-circle', child.name, parent.name);
    END IF;
    PERFORM union_name_free(child.id, parent.id, NEW.during, child.name_key, child.credit_code, child.kind);
    RETURN NEW;
END $$;
CREATE TRIGGER union_parents_guard BEFORE INSERT OR UPDATE OR DELETE ON union_parents
    FOR EACH ROW EXECUTE FUNCTION union_parents_guard();

-- At the end of a transaction every union (but the city's) has a parent on each of its days, and stands below nobody on any other.
CREATE FUNCTION union_never_an_orphan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who uuid;
    u   unions%ROWTYPE;
BEGIN
    IF TG_TABLE_NAME = 'unions' THEN who := NEW.id; ELSE who := OLD.union_id; END IF;
    SELECT * INTO u FROM unions WHERE id = who;
    IF (SELECT k.stands_alone FROM union_kinds k WHERE k.code = u.kind)
       OR datemultirange(daterange(u.entered_on, u.dissolved_on)) = (SELECT range_agg(e.during) FROM union_parents e WHERE e.union_id = who) THEN
        RETURN NULL;
    END IF;
    PERFORM union_refuse('organisations.without-a-parent', u.name);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER unions_never_an_orphan AFTER INSERT OR UPDATE OF kind, entered_on, dissolved_on ON unions
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION union_never_an_orphan();
CREATE CONSTRAINT TRIGGER union_parents_never_an_orphan AFTER UPDATE OR DELETE ON union_parents
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION union_never_an_orphan();

-- How a union enters.
-- "on" NULL: it stood already when our records (or its parent's) begin. A union whose founding is due has no founding day yet.
CREATE FUNCTION union_add(id uuid, kind text, name text, parent uuid, "on" date, division text, credit text, founding_due boolean, sort_key text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    since date := coalesce("on", (SELECT p.entered_on FROM unions p WHERE p.id = $4));
BEGIN
    INSERT INTO unions (id, kind, name, division_code, credit_code, founding_due, founded_on, entered_on, unique_name, sort_key)
    VALUES ($1, $2, $3, $6, $7, $8, CASE WHEN NOT $8 THEN $5 END, since, false, $9);
    IF $4 IS NOT NULL THEN
        INSERT INTO union_parents (union_id, parent_id, during) VALUES ($1, $4, daterange(since, NULL));
    END IF;
END $$;
