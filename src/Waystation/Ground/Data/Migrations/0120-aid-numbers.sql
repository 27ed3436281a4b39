-- Numbers of mutual aid in a month: counted once, at its close. What of them a close has counted stands beside it, because months
-- that were closed before have none, and a register without days tells nothing of months long past.
ALTER TABLE closed_months ADD COLUMN counted text[] NOT NULL DEFAULT '{}';

-- Who belonged where on a day, by the keyed index under which mutual aid knows them.
CREATE FUNCTION aid_belonged(last date) RETURNS TABLE (person_id uuid, member_id uuid, union_id uuid) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT m.document_index, m.id, s.union_id FROM memberships s JOIN members m ON m.id = s.member_id WHERE s.during @> last AND m.state <> 'applied'
$$;

-- Who takes part in a plan: in the federation's by the register (in service, unit remits, medical insurance, holds a card), or in a paid one.
CREATE FUNCTION aid_insured(last date) RETURNS TABLE (person_id uuid) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT id FROM insured_people WHERE facts & 15 = 15
    UNION
    SELECT e.person_id FROM aid_enrolments e WHERE daterange(e.begins_on, coalesce(e.left_on, e.ends_on + 1)) @> last
$$;
CREATE FUNCTION aid_insured_on(first date, last date) RETURNS TABLE (union_id uuid, value bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT b.union_id, count(*) FROM aid_belonged(last) b JOIN aid_insured(last) i USING (person_id) GROUP BY b.union_id
$$;

-- Money that went to people between two days: direct settlement by the release of its batch, claims by their entry; what a bank sent back is out again.
CREATE FUNCTION aid_paid(first date, last date) RETURNS TABLE (person_id uuid, fen bigint, quarter int, reference bigint, paid_on date) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT p.person_id, p.fen, p.quarter, p.reference, (t.released_at AT TIME ZONE 'Asia/Shanghai')::date
    FROM aid_payments p JOIN aid_batches t ON t.number = p.batch
    WHERE p.state IN ('released', 'paid') AND (t.released_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN first AND last
    UNION ALL
    SELECT f.person_id, CASE WHEN c.account = 'bank' THEN f.fen ELSE -f.fen END, NULL, f.id, (f.entered_at AT TIME ZONE 'Asia/Shanghai')::date
    FROM fund_entries f JOIN fund_accounts d ON d.id = f.debit JOIN fund_accounts c ON c.id = f.credit
    WHERE f.source = 'claim' AND f.person_id IS NOT NULL AND (d.account = 'bank') <> (c.account = 'bank') AND (f.entered_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN first AND last
$$;

-- Members who got a direct settlement in the year up to that day, each once.
CREATE FUNCTION aid_helped_in_year(first date, last date) RETURNS TABLE (union_id uuid, value bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT b.union_id, count(*) FROM aid_belonged(last) b
    WHERE b.person_id IN (SELECT p.person_id FROM aid_paid(date_trunc('year', last)::date, last) p WHERE p.quarter IS NOT NULL) GROUP BY b.union_id
$$;

-- In fen, where the person belonged on the last day; of somebody no union has as a member, where the register of insured people says.
CREATE FUNCTION aid_money_in(first date, last date) RETURNS TABLE (union_id uuid, value bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(b.union_id, u.union_id), sum(p.fen)::bigint FROM aid_paid(first, last) p LEFT JOIN aid_belonged(last) b ON b.person_id = p.person_id
    LEFT JOIN insured_people i ON i.id = p.person_id LEFT JOIN aid_unions u ON u.id = i.aid_union
    WHERE coalesce(b.union_id, u.union_id) IS NOT NULL GROUP BY 1 HAVING sum(p.fen) > 0
$$;
