/** Preloaded by `--import`: listening sockets fail with `reusePort`, as on a platform that has no SO_REUSEPORT. */
import { type ListenOptions, Server } from 'node:net';

const listen = Server.prototype.listen;

Object.assign(Server.prototype, {
  listen(this: Server, options: ListenOptions, ...rest: []) {
    if (!options.reusePort) return listen.call(this, options, ...rest);
    const error = Object.assign(new Error('listen ENOTSUP: operation not supported'), { code: 'ENOTSUP' });
    process.nextTick(() => this.emit('error', error));
    return this;
  },
});
