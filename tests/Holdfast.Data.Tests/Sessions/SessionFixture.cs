using System.Net;
using Holdfast.Data.Configurations;
using Holdfast.Data.Sessions;
using Holdfast.Data.Tests.Configurations;
using Holdfast.Data.Users;

namespace Holdfast.Data.Tests.Sessions;

/// <summary>Configurations of a user on a node, and what that node tells of their sessions.</summary>
public abstract class SessionFixture(DatabaseKind kind) : ConfigurationFixture(kind)
{
    protected static readonly IPAddress Four = IPAddress.Parse("10.61.0.7");
    protected static readonly IPAddress Six = IPAddress.Parse("fd61::7");

    private User? _user;

    protected SessionStore Sessions => Stores.Sessions;

    protected async Task<Holdfast.Data.Configurations.Configuration> ConfigureAsync(int slot = 5)
    {
        _user ??= await AddUserWithNodeAsync();
        return await AddAsync(Configuration(_user, slot));
    }

    protected async Task<User> AddUserWithNodeAsync()
    {
        await AddNodeAsync(NodeId);
        return await AddUserAsync("anna");
    }

    protected static SessionStart Told(Guid configurationId, DateTimeOffset at) =>
        new(Guid.CreateVersion7(), configurationId, Four, Six, "[2001:db8::1]:4500", at);

    protected async Task<bool> StartsAsync(IUnitOfWork unit, string nodeId, SessionStart start) =>
        await Sessions.StartAllAsync(unit, nodeId, [start]) > 0;

    protected async Task<Guid> StartAsync(Guid configurationId, DateTimeOffset at)
    {
        var start = Told(configurationId, at);
        Assert.True(await WriteAsync(unit => StartsAsync(unit, NodeId, start)));
        return start.Id;
    }

    protected async Task<bool> CountAsync(Guid id, long received, long sent, DateTimeOffset at) =>
        await WriteAsync(unit => Sessions.CountAllAsync(unit, NodeId, [new SessionCount(id, received, sent, at)])) > 0;

    protected Task<bool> EndAsync(Guid id, long received, long sent, DateTimeOffset at, string reason = "end") =>
        WriteAsync(unit => Sessions.EndAsync(unit, NodeId, new SessionCount(id, received, sent, at), reason));

    protected Task<Session?> FindAsync(Guid id) => ReadAsync(unit => Sessions.FindAsync(unit, id));
}
