using System.Net.Security;
using System.Net.WebSockets;
using System.Text;
using Holdfast.Link.Channels;
using Holdfast.Link.Dialing;
using Holdfast.Testing.Waiting;

namespace Holdfast.Link.Tests.Fixtures;

/// <summary>Connections to a node's listener that trust anybody, for tests that speak out of turn.</summary>
public static class Raw
{
    public static async Task<WebSocket?> OpenAsync(TestNode node, string path, TestPortal? portal = null)
    {
        var context = portal is null
            ? null
            : SslStreamCertificateContext.Create(portal.Certificate, additionalCertificates: null, offline: true);
        var dial = new Dial(node.Address, TimeSpan.FromSeconds(5), TimeProvider.System);
        var stream = await dial.SecureAsync(Dial.Tls(_ => true, context), () => null, CancellationToken.None);
        Assert.Empty(stream.Problems);
        var socket = await dial.UpgradeAsync(stream.Value!, path, LinkLimits.OfPortal, CancellationToken.None);
        return socket.Value;
    }

    public static Task SayAsync(this WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>Reads until the other end closes; returns its status.</summary>
    public static async Task<WebSocketCloseStatus?> CloseStatusAsync(this WebSocket socket)
    {
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        var buffer = new byte[65536];
        while ((await socket.ReceiveAsync(buffer, deadline.Token)).MessageType != WebSocketMessageType.Close) { }
        return socket.CloseStatus;
    }
}
