/**
 * Streaming over CometD (the Bayeux protocol, long polling): the two system topics that the CLI listens to, for debug logs and
 * for test results. Other channels are refused by name.
 */
import type { LocalOrg } from '../../localOrg.ts';
import { ApiError } from '../ApiError.ts';
import { json } from '../protocol.ts';
import type { ApiResponse } from '../protocol.ts';
import { LOGGING, Streaming, TEST_RESULT } from '../Streaming.ts';
import { jsonBody, tokenOf } from './router.ts';
import type { Context, Route } from './router.ts';

interface BayeuxMessage {
    channel: string;
    id?: string;
    clientId?: string;
    subscription?: string | string[];
}

type Reply = Record<string, unknown> & { channel: string };

const CHANNELS = [LOGGING, TEST_RESULT];
const ADVICE = { interval: 0, timeout: 110_000, reconnect: 'retry' };

const streams = new WeakMap<LocalOrg, Streaming>();

function streamingOf(org: LocalOrg): Streaming {
    let streaming = streams.get(org);
    if (!streaming) {
        streaming = new Streaming(org);
        streams.set(org, streaming);
    }
    return streaming;
}

function messagesOf(body: unknown): BayeuxMessage[] {
    const messages = Array.isArray(body) ? body : [body];
    if (!messages.every((each) => each !== null && typeof each === 'object' && typeof (each as BayeuxMessage).channel === 'string')) {
        throw new ApiError(400, 'JSON_PARSER_ERROR', 'The request body holds no Bayeux messages.');
    }
    return messages as BayeuxMessage[];
}

const refusal = (message: BayeuxMessage, error: string, advice?: object): Reply => ({
    ...named(message),
    successful: false,
    error,
    ...(advice && { advice })
});

const named = ({ channel, id, clientId }: BayeuxMessage): Reply => ({
    channel,
    ...(id !== undefined && { id }),
    ...(clientId !== undefined && { clientId })
});

async function exchange({ org, request }: Context): Promise<ApiResponse> {
    const messages = messagesOf(jsonBody(request));
    const token = tokenOf(request);
    const userId = token === null ? null : org.userOfToken(token);
    if (userId === null) {
        return json(
            401,
            messages.map((each) => refusal(each, '401::Authentication invalid', { reconnect: 'none' }))
        );
    }
    const streaming = streamingOf(org);
    const replies: Reply[] = [];
    for (const message of messages) {
        // Whoever asks for something else beside is not kept waiting.
        replies.push(...(await answer(streaming, userId, message, messages.length === 1)));
    }
    return json(200, replies);
}

async function answer(streaming: Streaming, userId: string, message: BayeuxMessage, alone: boolean): Promise<Reply[]> {
    if (message.channel === '/meta/handshake') {
        const clientId = streaming.open(userId);
        const facts = {
            version: '1.0',
            minimumVersion: '1.0',
            supportedConnectionTypes: ['long-polling'],
            successful: true,
            advice: ADVICE
        };
        return [{ ...named(message), ...facts, clientId }];
    }
    const clientId = message.clientId ?? '';
    if (!streaming.knows(clientId, userId)) {
        return [refusal(message, '403::Unknown client', { reconnect: 'handshake', interval: 0 })];
    }
    switch (message.channel) {
        case '/meta/connect': {
            const waiting = await streaming.take(clientId, alone);
            return [...waiting.map((each) => ({ ...each })), { ...named(message), successful: true, advice: ADVICE }];
        }
        case '/meta/subscribe':
        case '/meta/unsubscribe':
            return [message.subscription ?? []].flat().map((channel) => subscribe(streaming, message, clientId, channel));
        case '/meta/disconnect':
            streaming.close(clientId);
            return [{ ...named(message), successful: true }];
        default:
            return [refusal(message, `403:${clientId},${message.channel}:Publishing is denied`)];
    }
}

function subscribe(streaming: Streaming, message: BayeuxMessage, clientId: string, channel: string): Reply {
    if (!CHANNELS.includes(channel)) {
        return { ...refusal(message, `501::Unsupported in the local org: streaming of ${channel}`), subscription: channel };
    }
    if (message.channel === '/meta/subscribe') {
        streaming.subscribe(clientId, channel);
    } else {
        streaming.unsubscribe(clientId, channel);
    }
    return { ...named(message), successful: true, subscription: channel };
}

export const cometdRoutes: Route[] = [
    // Says itself who is not logged in, in the protocol's own words.
    { method: 'POST', pattern: /^\/cometd\/\d+\.0(?:\/\w+)?\/?$/, public: true, handle: exchange }
];
