using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Tests.Web;

[Trait("needs", "root")]
public sealed class HttpConnectionTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Send_WithEqualHeaders_WritesALineForEach()
    {
        var (request, _) = await ExchangeAsync("HTTP/1.1 204 No Content\r\n\r\n");

        Assert.Equal(
            "POST /connect HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nAccept: a/x\r\nAccept: b/y\r\nContent-Length: 2\r\n\r\nhi",
            request
        );
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody", "body")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n", "body")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "")]
    public async Task Send_WhateverTheFraming_ReadsTheBody(string wire, string body)
    {
        var (_, answer) = await ExchangeAsync(wire);

        Assert.Equal(200, answer.Status);
        Assert.Equal(body, answer.Text);
    }

    [Fact]
    public async Task Send_KeepsHeadersAsTheyCame()
    {
        var (_, answer) = await ExchangeAsync(
            "HTTP/1.1 101 Switching Protocols\r\nUPGRADE: UoTLV/1\r\nX:  a b \r\n\r\n"
        );

        Assert.Equal("UoTLV/1", answer.Header("upgrade"));
        Assert.Equal("a b", answer.Header("X"));
    }

    [Fact]
    public async Task Send_WhenTheServerHangsUp_Fails() =>
        await Assert.ThrowsAsync<IOException>(() =>
            ExchangeAsync("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort")
        );

    /// <summary>Sends one request to a server that answers with these bytes and hangs up.</summary>
    private async Task<(string Request, HttpAnswer Answer)> ExchangeAsync(string wire)
    {
        await using var lab = await TestLab.StartAsync(output);
        var host = await lab.HostAsync("anna");
        using var listener = host.OpenSocket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var serving = ServeAsync(listener, wire);
        var origin = new Uri($"http://{listener.LocalEndPoint}");
        await using var connection = await HttpConnection.OpenAsync(host, origin, CancellationToken.None);
        (string, string)[] headers = [("Accept", "a/x"), ("Accept", "b/y")];
        var answer = await connection.SendAsync("POST", "/connect", headers, "hi"u8.ToArray(), CancellationToken.None);
        return ((await serving).Replace($":{origin.Port}\r", ":PORT\r", StringComparison.Ordinal), answer);
    }

    private static async Task<string> ServeAsync(Socket listener, string wire)
    {
        using var socket = await listener.AcceptAsync();
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (!received.ToString().EndsWith("hi", StringComparison.Ordinal))
        {
            received.Append(Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer)));
        }

        await socket.SendAsync(Encoding.ASCII.GetBytes(wire));
        return received.ToString();
    }
}
