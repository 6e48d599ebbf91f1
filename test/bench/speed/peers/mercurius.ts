import fastify from 'fastify';
import mercurius from 'mercurius';
import { createContext, createSchema } from './schema.ts';

const app = fastify();
app.register(mercurius, { schema: createSchema(), jit: 1, context: createContext });
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
