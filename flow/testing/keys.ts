/** Keys of throw-away databases, for tests that seal and open. */
process.env.COLUMN_WRAPPING_KEY ??= Buffer.alloc(32, 1).toString('base64');
process.env.INDEX_KEY ??= Buffer.alloc(32, 2).toString('base64');
