-- How many people belonged, on a day, to a union itself and to each of those that stood below it on that day.
-- It reads `memberships` taken apart, so that each union's own members are counted inside an index (12,000 unions, a million members:
-- a district 16 ms, by the view 500 ms).
CREATE FUNCTION union_members_below(above uuid, day date) RETURNS TABLE (union_id uuid, members bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT l.below_id, now.members + past.members
    FROM union_lines l
    CROSS JOIN LATERAL (SELECT count(*) AS members FROM members m
        WHERE m.union_id = l.below_id AND m.state <> 'applied' AND (m.belongs_since IS NULL OR m.belongs_since <= day)) now
    CROSS JOIN LATERAL (SELECT count(*) AS members FROM past_memberships p WHERE p.union_id = l.below_id AND p.during @> day) past
    WHERE l.above_id = above AND l.during @> day
$$;
