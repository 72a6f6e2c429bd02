using Holdfast.Data.AuthorizationCodes;

namespace Holdfast.Data.Tests.AuthorizationCodes;

public abstract class AuthorizationCodeStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private AuthorizationCodeStore Codes => Stores.AuthorizationCodes;

    [Fact]
    public async Task UseAsync_ManyPortalsAtOnce_OneIsFirst()
    {
        var code = await AddAsync();
        var portals = Enumerable.Range(0, 4).Select(_ => TestDatabase.OpenAnother()).ToArray();

        var uses = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    portals[i % portals.Length]
                        .WriteAsync(unit => Codes.UseAsync(unit, code.Hash, Now.AddSeconds(i)), CancellationToken.None)
                )
        );

        Assert.Single(uses, use => use!.First);
        Assert.Single(uses.Select(use => use!.Code.UsedAt).Distinct());
    }

    [Fact]
    public async Task UseAsync_AgainAfterAttach_TellsTheAuthorization()
    {
        var code = await AddAsync();
        var authorization = Guid.CreateVersion7();
        var first = await WriteAsync(unit => Codes.UseAsync(unit, code.Hash, Now));
        await WriteAsync(unit => Codes.AttachAsync(unit, code.Hash, authorization));

        var second = await WriteAsync(unit => Codes.UseAsync(unit, code.Hash, Now.AddSeconds(1)));

        Assert.True(first!.First);
        Assert.Equivalent(code with { UsedAt = Now }, first.Code, strict: true);
        Assert.False(second!.First);
        Assert.Equivalent(code with { UsedAt = Now, AuthorizationId = authorization }, second.Code, strict: true);
    }

    [Fact]
    public async Task UseAsync_Unknown_ReturnsNull() =>
        Assert.Null(await WriteAsync(unit => Codes.UseAsync(unit, new byte[32], Now)));

    [Fact]
    public async Task PurgeAsync_Expired_Forgets()
    {
        var code = await AddAsync();

        Assert.Equal(0, await WriteAsync(unit => Codes.PurgeAsync(unit, code.ExpiresAt)));
        Assert.Equal(1, await WriteAsync(unit => Codes.PurgeAsync(unit, code.ExpiresAt.AddSeconds(1))));
        Assert.Null(await ReadAsync(unit => Codes.FindAsync(unit, code.Hash)));
    }

    [Fact]
    public void ToString_Code_DoesNotShowTheHash() =>
        Assert.DoesNotContain(
            "Hash",
            new AuthorizationCode
            {
                Hash = [1],
                UserId = Guid.Empty,
                ClientId = "c",
                RedirectUri = "r",
                CodeChallenge = "x",
                CreatedAt = Now,
                ExpiresAt = Now,
            }.ToString(),
            StringComparison.Ordinal
        );

    private async Task<AuthorizationCode> AddAsync()
    {
        var code = new AuthorizationCode
        {
            Hash = [.. Enumerable.Range(0, 32).Select(i => (byte)i)],
            UserId = (await AddUserAsync("anna")).Id,
            ClientId = "org.eduvpn.app.linux",
            RedirectUri = "http://127.0.0.1:1234/callback",
            CodeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            CreatedAt = Now,
            ExpiresAt = Now.AddMinutes(5),
        };
        await WriteAsync(unit => Codes.AddAsync(unit, code));
        return code;
    }
}

public sealed class AuthorizationCodeStoreSqliteTests() : AuthorizationCodeStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class AuthorizationCodeStorePostgresTests() : AuthorizationCodeStoreTests(DatabaseKind.Postgres);
