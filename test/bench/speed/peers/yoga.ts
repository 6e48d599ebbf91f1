import { createServer } from 'node:http';
import { createYoga } from 'graphql-yoga';
import { createContext, createSchema } from './schema.ts';

const yoga = createYoga({ schema: createSchema(), context: createContext, graphiql: false, landingPage: false, logging: 'error' });
createServer(yoga).listen(Number(process.env['PORT']), '127.0.0.1');
