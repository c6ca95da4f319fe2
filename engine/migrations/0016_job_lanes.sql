-- Jobs of different lanes run beside each other, so that what waits for somebody else holds up nothing but its like.
ALTER TABLE jobs ADD COLUMN lane TEXT NOT NULL DEFAULT 'house';       -- letters, money or house
UPDATE jobs SET lane = 'letters' WHERE kind IN ('send_letter', 'answer_reset');
UPDATE jobs SET lane = 'money' WHERE kind IN ('ask_about_payment', 'shut_checkout', 'send_refund', 'pay_in_sandbox');
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (state, lane, run_at);
