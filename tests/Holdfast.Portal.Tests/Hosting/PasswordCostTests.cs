using Holdfast.Data;
using Holdfast.Identity.Passwords;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Hosting;

/// <summary>The portals of other tests make passwords cheap. One that nobody told so does not.</summary>
public sealed class PasswordCostTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestDatabase _database = null!;
    private WebApplication _portal = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var options = new PortalOptions
        {
            Home = _folder.Path,
            Port = FreePort.Next(),
            AdminSocket = _folder["admin.sock"],
        };
        var box = new SecretBox(new MasterKeyRing(MasterKey.New()));
        _portal = await PortalApplication.BuildAsync(options, _database.Database, box, TimeProvider.System, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Password_OfAPortalAsItIs_IsHashedAtTheFullCost()
    {
        var hash = await _portal.Services.GetRequiredService<Argon2idHasher>().HashAsync(TestApp.Password, Cancel);

        Assert.StartsWith("$argon2id$v=19$m=65536,t=2,p=1$", hash, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
