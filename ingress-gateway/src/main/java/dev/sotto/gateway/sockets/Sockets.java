package dev.sotto.gateway.sockets;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** The kinds of sockets that go with the event loop they run on. */
public record Sockets(
        EventLoop loop,
        Class<? extends DatagramChannel> datagram,
        Class<? extends ServerSocketChannel> server,
        Class<? extends SocketChannel> client) {

    public static Sockets on(EventLoop loop) {
        boolean epoll = loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
        return epoll
                ? new Sockets(
                        loop, EpollDatagramChannel.class, EpollServerSocketChannel.class, EpollSocketChannel.class)
                : new Sockets(loop, NioDatagramChannel.class, NioServerSocketChannel.class, NioSocketChannel.class);
    }

    /** For connections that end when what was sent is not acknowledged for so long, where the system can do that. */
    public Bootstrap noticing(int millis) {
        Bootstrap bootstrap = new Bootstrap().channel(client);
        return client == EpollSocketChannel.class
                ? bootstrap.option(EpollChannelOption.TCP_USER_TIMEOUT, millis)
                : bootstrap;
    }
}
