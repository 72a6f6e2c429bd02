using Holdfast.Data;
using Holdfast.Data.Audit;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Secrets;
using Holdfast.Testing;

namespace Holdfast.Portal.Tests.Features.Audit;

/// <summary>Whatever is done to the log behind the portal's back is noticed, and nothing else is.</summary>
public abstract class AuditChainTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly Stores _stores = new();
    private readonly SecretBox _box = new(new MasterKeyRing(MasterKey.New()));
    private TestDatabase _database = null!;
    private AuditChain _chain = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(kind);
        _chain = ChainOf(_database.Database);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Verify_NothingYet_IsWhole() => Assert.Equal(new AuditVerdict(1, 0, 0), await VerifyAsync());

    [Fact]
    public async Task Verify_SealedInPartsByTwoPortals_IsWhole()
    {
        await AddAsync(5);
        await SealAsync(_chain);
        await AddAsync(3);
        await SealAsync(ChainOf(_database.OpenAnother()));
        await AddAsync(2);

        Assert.Equal(new AuditVerdict(1, 8, 2), await VerifyAsync());
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'somebody' WHERE number = 3", 3, AuditFault.Changed)]
    [InlineData("UPDATE audit SET action = 'x' WHERE number = 1", 1, AuditFault.Changed)]
    [InlineData("UPDATE audit SET subject = 'x' WHERE number = 6", 6, AuditFault.Changed)]
    [InlineData("UPDATE audit SET detail = '{}' WHERE number = 2", 2, AuditFault.Changed)]
    [InlineData("UPDATE audit SET at = at + 1 WHERE number = 2", 2, AuditFault.Changed)]
    [InlineData("UPDATE audit SET from_address = '192.0.2.1' WHERE number = 2", 2, AuditFault.Changed)]
    [InlineData(
        "UPDATE audit SET seal = (SELECT seal FROM audit WHERE number = 1) WHERE number = 4",
        4,
        AuditFault.Changed
    )]
    [InlineData("DELETE FROM audit WHERE number = 4", 4, AuditFault.Missing)]
    [InlineData("DELETE FROM audit WHERE number = 1", 1, AuditFault.Missing)]
    [InlineData("DELETE FROM audit WHERE number >= 5", 5, AuditFault.Missing)]
    [InlineData("DELETE FROM audit", 1, AuditFault.Missing)]
    [InlineData("UPDATE audit SET number = NULL, seal = NULL WHERE number = 2", 2, AuditFault.Missing)]
    [InlineData("DELETE FROM secrets WHERE name = 'audit/1'", 1, AuditFault.Key)]
    [InlineData(
        "UPDATE secrets SET sealed = (SELECT seal FROM audit WHERE number = 1) WHERE name = 'audit/1'",
        1,
        AuditFault.Key
    )]
    public async Task Verify_ChangedBehindItsBack_NamesTheFirst(string what, long number, AuditFault fault)
    {
        await AddAsync(6);
        await SealAsync(_chain);
        await ExecuteAsync(what);

        // Another portal, which has not kept the key.
        var verdict = await ChainOf(_database.OpenAnother()).VerifyAsync(Cancel);

        Assert.Equal((number, fault), (verdict.Break?.Number, verdict.Break?.Fault));
    }

    [Fact]
    public async Task Verify_TwoEntriesChangedPlaces_IsBroken()
    {
        await AddAsync(4);
        await SealAsync(_chain);
        await ExecuteAsync("UPDATE audit SET number = 99 WHERE number = 2");
        await ExecuteAsync("UPDATE audit SET number = 2 WHERE number = 3");
        await ExecuteAsync("UPDATE audit SET number = 3 WHERE number = 99");

        Assert.Equal(2, (await VerifyAsync()).Break?.Number);
    }

    [Fact]
    public async Task Verify_OldOnesForgotten_IsWholeFromThere()
    {
        await AddAsync(6);
        await SealAsync(_chain);
        await _database.Database.WriteAsync(unit => _stores.Audit.PurgeAsync(unit, Now.AddSeconds(2), 100), Cancel);
        await AddAsync(1);
        await SealAsync(_chain);

        Assert.Equal(new AuditVerdict(3, 7, 0), await VerifyAsync());
    }

    [Fact]
    public async Task Verify_EndOfTheChainIsSetBack_IsBrokenOrTellsOfUnsealedOnes()
    {
        await AddAsync(6);
        await SealAsync(_chain);
        await ExecuteAsync("UPDATE audit_chain SET number = 4 WHERE name = 'head'");

        Assert.Equal(
            (4L, AuditFault.Changed),
            ((await VerifyAsync()).Break?.Number, (await VerifyAsync()).Break?.Fault)
        );
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditChain ChainOf(IDatabase database) =>
        new(database, _stores.Audit, new Vault(_stores.Secrets, _box, TimeProvider.System));

    private Task<AuditVerdict> VerifyAsync() => _chain.VerifyAsync(Cancel);

    private Task SealAsync(AuditChain chain) => _database.Database.WriteAsync(chain.SealAsync, Cancel);

    private Task AddAsync(int entries) =>
        _database.Database.WriteAsync(
            async unit =>
            {
                for (var i = 0; i < entries; i++)
                {
                    var at = Now.AddSeconds(i);
                    await _stores.Audit.AddAsync(
                        unit,
                        new(Guid.CreateVersion7(at), at, "admin", "user.add", $"user {i}", """{"n":1}""", null)
                    );
                }

                return true;
            },
            Cancel
        );

    private Task ExecuteAsync(string sql) => _database.Database.WriteAsync(unit => unit.ExecuteAsync(sql), Cancel);
}

public sealed class AuditChainSqliteTests() : AuditChainTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class AuditChainPostgresTests() : AuditChainTests(DatabaseKind.Postgres);
