using Holdfast.Data.Configurations;
using Holdfast.Data.Users;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Tests.Configurations;

/// <summary>Configurations for tests: made as a connect makes them.</summary>
public abstract class ConfigurationFixture(DatabaseKind kind) : StoreTests(kind)
{
    protected const string ProfileId = "office";
    protected const string NodeId = "n1";

    protected ConfigurationStore Configurations => Stores.Configurations;

    protected Task<int?> AllocateAsync(int first, int count, string node = NodeId) =>
        WriteAsync(unit =>
            Configurations.AllocateSlotAsync(unit, new SlotRange(ProfileId, Protocol.WireGuard, node, first, count))
        );

    protected static Configuration Configuration(User user, int slot) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            UserName = user.Name,
            ProfileId = ProfileId,
            NodeId = NodeId,
            Protocol = Protocol.WireGuard,
            Name = "laptop",
            PublicKey = $"key{slot}",
            Slot = slot,
            CreatedAt = Now,
            ExpiresAt = Now.AddDays(90),
        };

    protected async Task<Configuration> AddAsync(Configuration configuration, long revision = 2)
    {
        Assert.True(await WriteAsync(unit => TryAddAsync(unit, configuration, revision)));
        return configuration;
    }

    protected Task<bool> RemoveAsync(Configuration configuration, DateTimeOffset now, long revision = 3) =>
        WriteAsync(unit =>
            Configurations.RemoveAsync(unit, configuration.Id, [new(configuration.NodeId, revision)], "test", now)
        );

    protected Task<bool> TryAddAsync(IUnitOfWork unit, Configuration configuration, long revision = 2) =>
        Configurations.AddAsync(unit, configuration, [new(configuration.NodeId, revision)]);

    /// <summary>Slot and configuration in one unit of work.</summary>
    protected Task<Configuration?> ConnectAsync(IDatabase database, User user, int first, int count) =>
        database.WriteAsync(
            async unit =>
            {
                var range = new SlotRange(ProfileId, Protocol.WireGuard, NodeId, first, count);
                var slot = await Configurations.AllocateSlotAsync(unit, range);
                if (slot is null)
                {
                    return null;
                }

                var configuration = Configuration(user, slot.Value);
                Assert.True(await TryAddAsync(unit, configuration));
                return configuration;
            },
            CancellationToken.None
        );
}
