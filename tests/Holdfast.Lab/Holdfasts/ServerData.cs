using System.Security.Cryptography;
using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Users;
using Holdfast.Model.Profiles;

namespace Holdfast.Lab.Holdfasts;

/// <summary>
/// The database of a server that is running, for what nobody can do through the portal: thousands of peers at once.
/// Only while the server runs: files that we made would be ours, and the portal could not open them.
/// </summary>
public sealed class ServerData : IAsyncDisposable
{
    private const int PerTransaction = 1000;

    private readonly IDatabase database;
    private readonly Stores stores = new();

    private ServerData(IDatabase database) => this.database = database;

    public static ServerData Open(HoldfastServer server) =>
        new(DatabaseFactory.Open($"sqlite:{Path.Combine(server.Home, "portal", "holdfast.db")}"));

    /// <summary>Adds WireGuard peers of a person whom nobody knows. The node gets them with its next change.</summary>
    public async Task AddPeersAsync(string profile, int count)
    {
        var user = await AddUserAsync();
        for (var done = 0; done < count; done += PerTransaction)
        {
            var first = done;
            await database.WriteAsync(
                unit => AddAsync(unit, user, profile, first, Math.Min(PerTransaction, count - first)),
                CancellationToken.None
            );
        }
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<User> AddUserAsync()
    {
        var name = $"crowd-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        var now = TimeProvider.System.GetUtcNow();
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            NameKey = name,
            CreatedAt = now,
        };
        await database.WriteAsync(unit => stores.Users.AddAsync(unit, user), CancellationToken.None);
        return user;
    }

    private async Task<bool> AddAsync(IUnitOfWork unit, User user, string profile, int first, int count)
    {
        var node = (await stores.Nodes.ListAsync(unit))[0];
        var revision = await stores.Nodes.BumpRevisionAsync(unit, node.Id, servicesChanged: false);
        var part = (await stores.Slices.OfProfileAsync(unit, profile, Protocol.WireGuard))[node.Id];
        var range = new SlotRange(profile, Protocol.WireGuard, node.Id, part.First, part.Slots);
        var now = TimeProvider.System.GetUtcNow();
        for (var number = first; number < first + count; number++)
        {
            var slot = await stores.Configurations.AllocateSlotAsync(unit, range);
            var peer = new Configuration
            {
                Id = Guid.CreateVersion7(),
                UserId = user.Id,
                UserName = user.Name,
                ProfileId = profile,
                NodeId = node.Id,
                Protocol = Protocol.WireGuard,
                Name = $"peer {number}",
                // Any 32 bytes are a public key of Curve25519.
                PublicKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                Slot = slot ?? throw new LabException("The pool is full."),
                CreatedAt = now,
                ExpiresAt = now.AddDays(1),
            };
            if (!await stores.Configurations.AddAsync(unit, peer, [new(node.Id, revision)]))
            {
                throw new LabException($"Slot {peer.Slot} is taken.");
            }
        }

        return true;
    }
}
