using Holdfast.Data;
using Holdfast.Pki;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Starting;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing;

namespace Holdfast.Portal.Tests.Starting;

/// <summary>Two portals with different secrets.</summary>
public abstract class ForeignSecretTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly RunningPortal _portal = RunningPortal.On(kind);
    private readonly TemporaryFolder _elsewhere = new();

    public ValueTask InitializeAsync() => _portal.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        _elsewhere.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task RunAsync_OtherMasterKey_IsRefusedAndNothingIsWritten()
    {
        var before = await FingerprintAsync();
        var refused = await Assert.ThrowsAsync<StartException>(() =>
            PortalRole.RunAsync(
                new PortalOptions
                {
                    Home = _elsewhere.Path,
                    Port = FreePort.Next(),
                    Database = _portal.DatabaseSetting,
                    AdminSocket = _elsewhere["admin.sock"],
                },
                _ => Task.CompletedTask,
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(KeyProblems.SecretForeign, refused.Problem.Kind);
        Assert.Equal(before, await FingerprintAsync());
    }

    [Fact]
    public async Task JoinAsync_SecretOfThePortal_IsGoodOnPostgresOnly()
    {
        var secret = MasterKeyFile.ReadSecret(Path.Combine(_portal.Options.Home, "master.key")).Value!;
        var problem = await JoinAsync(secret);

        Assert.Equal(kind == DatabaseKind.Postgres ? null : StartProblems.NotShared, problem?.Kind);
    }

    [Fact]
    public async Task JoinAsync_SecretOfAnother_IsRefused()
    {
        MasterKeyFile.LoadOrCreate(_elsewhere["other.key"]);
        var problem = await JoinAsync(MasterKeyFile.ReadSecret(_elsewhere["other.key"]).Value!);

        Assert.Equal(
            kind == DatabaseKind.Postgres ? KeyProblems.SecretForeign : StartProblems.NotShared,
            problem?.Kind
        );
    }

    [Fact]
    public async Task JoinAsync_EmptyDatabase_HasNobodyToJoin()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync(kind);
        var secret = MasterKeyFile.ReadSecret(Path.Combine(_portal.Options.Home, "master.key")).Value!;
        var problem = await KeyCheck.JoinAsync(empty.Setting, secret, TestContext.Current.CancellationToken);

        Assert.Equal(
            kind == DatabaseKind.Postgres ? StartProblems.NobodyToJoin : StartProblems.NotShared,
            problem?.Kind
        );
    }

    private Task<Model.Problems.Problem?> JoinAsync(string secret) =>
        KeyCheck.JoinAsync(_portal.DatabaseSetting, secret, TestContext.Current.CancellationToken);

    private Task<string> FingerprintAsync() =>
        _portal.Database.ReadAsync(
            async unit =>
            {
                var secrets = await unit.QueryAsync("SELECT name FROM secrets ORDER BY name", row => row.Text("name"));
                var portals = await new Stores().Portals.ListAsync(unit);
                return string.Join(' ', [.. secrets, .. portals.Select(portal => portal.Id)]);
            },
            TestContext.Current.CancellationToken
        );
}

public sealed class ForeignSecretSqliteTests() : ForeignSecretTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class ForeignSecretPostgresTests() : ForeignSecretTests(DatabaseKind.Postgres);
