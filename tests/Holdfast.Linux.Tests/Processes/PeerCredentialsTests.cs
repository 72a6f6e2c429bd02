using System.Net.Sockets;
using Holdfast.Linux.Processes;
using Holdfast.Linux.Tests.Namespaces;

namespace Holdfast.Linux.Tests.Processes;

public sealed class PeerCredentialsTests
{
    [Fact]
    public async Task Of_BothEnds_IsThisProcess()
    {
        using var folder = new TemporaryFolder();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder.File("s")));
        listener.Listen();
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(folder.File("s")));
        using var server = await listener.AcceptAsync();

        Assert.Equal(Environment.ProcessId, PeerCredentials.Of(client).ProcessId);
        Assert.Equal(PeerCredentials.Of(client), PeerCredentials.Of(server));
    }

    [Fact]
    public void Of_NoUnixSocket_IsNobodyOrThrows()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        var credentials = PeerCredentials.Of(socket);

        Assert.Equal(0, credentials.ProcessId);
        Assert.Equal(uint.MaxValue, credentials.UserId);
    }
}
