/** The gateway without its fast path. */
import { readConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/ops/log.ts';
import { createGateway, listen } from '../../../src/server.ts';

const config = { ...readConfig(process.env), fastPath: false };
await listen(createGateway(config, Date.now, createLog(config.logLevel)), config.port, config.host);
