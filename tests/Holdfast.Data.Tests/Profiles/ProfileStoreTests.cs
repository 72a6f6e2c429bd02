using System.Net;
using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Profiles;

namespace Holdfast.Data.Tests.Profiles;

public abstract class ProfileStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task PutAsync_EveryOption_IsReadAgain()
    {
        var profile = Profile("office") with
        {
            AllowedGroups = [],
            DnsServers = ["@GW4@"],
            Routes = [IPNetwork.Parse("10.0.0.0/8")],
            WireGuard = new WireGuardOptions
            {
                Pool4 = IPNetwork.Parse("10.61.0.0/24"),
                Pool6 = IPNetwork.Parse("fd61::/64"),
                ProxyUrl = new Uri("https://vpn.example.org/wg"),
            },
            OpenVpn = new OpenVpnOptions
            {
                Pool4 = IPNetwork.Parse("10.62.0.0/24"),
                Pool6 = IPNetwork.Parse("fd62::/64"),
                ListenAddress = IPAddress.Parse("192.0.2.1"),
            },
        };

        var stored = await WriteAsync(unit => Stores.Profiles.PutAsync(unit, profile, Now));
        var found = await ReadAsync(unit => Stores.Profiles.FindAsync(unit, "office"));

        Assert.Equal(1, stored.Number);
        Assert.Equal(1, found!.Number);
        Assert.Equal(Json(profile), Json(found.Profile));
    }

    [Fact]
    public async Task PutAsync_ChangedRemovedAndNew_NumbersAreNeverReused()
    {
        Assert.Equal(1, await PutAsync(Profile("a")));
        Assert.Equal(2, await PutAsync(Profile("b")));
        Assert.Equal(2, await PutAsync(Profile("b") with { DisplayName = "other" }));
        Assert.True(await WriteAsync(unit => Stores.Profiles.RemoveAsync(unit, "b")));
        Assert.False(await WriteAsync(unit => Stores.Profiles.RemoveAsync(unit, "b")));

        Assert.Equal(3, await PutAsync(Profile("b")));
    }

    [Fact]
    public async Task PutAsync_SameNewProfileFromManyAtOnce_AllGetTheSameNumber()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PutAsync(Profile("a"))));

        Assert.Single(numbers.Distinct());
    }

    [Fact]
    public async Task ListAsync_Priorities_LargestFirstThenByName()
    {
        await PutAsync(Profile("c") with { DisplayName = "Zebra" });
        await PutAsync(Profile("a") with { DisplayName = "ape" });
        await PutAsync(Profile("b") with { DisplayName = "Last", Priority = -1 });
        await PutAsync(Profile("d") with { DisplayName = "First", Priority = 5 });

        var list = await ReadAsync(Stores.Profiles.ListAsync);

        Assert.Equal(["d", "a", "c", "b"], list.Select(p => p.Profile.Id));
    }

    private static string Json(Profile profile) => JsonSerializer.Serialize(profile, ModelJson.Options);

    private static Profile Profile(string id) => new() { Id = id, DisplayName = id };

    private async Task<int> PutAsync(Profile profile) =>
        (await WriteAsync(unit => Stores.Profiles.PutAsync(unit, profile, Now))).Number;
}

public sealed class ProfileStoreSqliteTests() : ProfileStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class ProfileStorePostgresTests() : ProfileStoreTests(DatabaseKind.Postgres);
