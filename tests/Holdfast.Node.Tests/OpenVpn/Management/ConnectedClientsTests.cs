using Holdfast.Node.OpenVpn.Management;

namespace Holdfast.Node.Tests.OpenVpn.Management;

public sealed class ConnectedClientsTests
{
    private readonly ConnectedClients _clients = new();

    [Fact]
    public void Replace_ClientMissingInTheList_IsGone()
    {
        _clients.Put(Client(1, "a"));
        _clients.Put(Client(2, "b"));
        Assert.Equal(["a"], _clients.Replace([Client(2, "b")]).Select(c => c.CommonName));
        Assert.Null(_clients.Find("a"));
        Assert.Equal(1, _clients.Count);
    }

    [Fact]
    public void Replace_SameIdOfALaterConnection_TheEarlierIsGone()
    {
        _clients.Put(Client(0, "a", since: 10));
        Assert.Equal([10L], _clients.Replace([Client(0, "b", since: 20)]).Select(c => c.Since));
    }

    [Fact]
    public void Remove_OlderConnectionOfAName_KeepsTheNewer()
    {
        _clients.Put(Client(1, "a"));
        _clients.Put(Client(2, "a"));
        _clients.Remove(1);
        Assert.Equal(2, _clients.Find("a")!.Id);
    }

    [Fact]
    public void Find_NameWhoseIdWasTakenByAnother_IsNull()
    {
        _clients.Put(Client(1, "a"));
        _clients.Put(Client(1, "b"));
        Assert.Null(_clients.Find("a"));
        _clients.Remove(1);
        Assert.Null(_clients.Find("a"));
    }

    [Fact]
    public void WithBytes_UnknownClient_IsNull() => Assert.Null(_clients.WithBytes(7, 1, 1));

    [Fact]
    public void WithBytes_KnownClient_HasTheTotals()
    {
        _clients.Put(Client(1, "a"));
        Assert.Equal((5L, 6L), (_clients.WithBytes(1, 5, 6)!.Received, _clients.Find("a")!.Sent));
    }

    private static ConnectedClient Client(long id, string name, long since = 1) =>
        new(id, name, null, null, null, 0, 0, since);
}
