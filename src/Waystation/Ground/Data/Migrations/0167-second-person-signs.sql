-- Whoever sends things to a station does not also sign for them in its keeper's place.
ALTER TABLE goods_deliveries ADD sent_by uuid REFERENCES accounts (id);
-- What one person had sent and signed for before this was refused names no sender here; the ledger shows both acts.
UPDATE goods_deliveries d SET sent_by = m.account_id FROM goods_moves m WHERE m.delivery_id = d.id AND m.act = 'send' AND (d.signed_for IS NULL OR d.received_by <> m.account_id);
ALTER TABLE goods_deliveries
    ADD CONSTRAINT goods_deliveries_sent_by_somebody CHECK (sent_by IS NOT NULL OR sent_at IS NULL OR received_at IS NOT NULL),
    ADD CONSTRAINT goods_deliveries_second_person CHECK (signed_for IS NULL OR received_by <> sent_by);
