using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Identity.Oidc;
using Holdfast.Testing.Oidc;

namespace Holdfast.Identity.Tests.Oidc;

public sealed class IdTokenTests
{
    private const string Issuer = "https://login.example.org/realm";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly TokenSigner Signer = TokenSigner.Rsa("one");
    private static readonly IdTokenWanted Wanted = new(Issuer, "us", "n-1");

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public void Check_EachAlgorithm_IsBelieved_WithTheRightKeyOnly(string algorithm)
    {
        var (signer, other) =
            algorithm[0] == 'E'
                ? (TokenSigner.Curve("one", algorithm), TokenSigner.Curve("one", algorithm))
                : (TokenSigner.Rsa("one", algorithm), TokenSigner.Rsa("one", algorithm));

        Assert.Equal(IdTokenRefusal.None, Check(signer, signer, Claims()));
        Assert.Equal(IdTokenRefusal.Signature, Check(signer, other, Claims()));
    }

    [Theory]
    [InlineData("", IdTokenRefusal.None)]
    [InlineData("""{"iss":"https://login.example.org/realm/"}""", IdTokenRefusal.Issuer)]
    [InlineData("""{"iss":null}""", IdTokenRefusal.Issuer)]
    [InlineData("""{"aud":"them"}""", IdTokenRefusal.Audience)]
    [InlineData("""{"aud":null}""", IdTokenRefusal.Audience)]
    [InlineData("""{"aud":["us"]}""", IdTokenRefusal.None)]
    [InlineData("""{"aud":["us","them"]}""", IdTokenRefusal.Audience)]
    [InlineData("""{"aud":["us","them"],"azp":"us"}""", IdTokenRefusal.None)]
    [InlineData("""{"aud":["us","them"],"azp":"them"}""", IdTokenRefusal.Audience)]
    [InlineData("""{"azp":"them"}""", IdTokenRefusal.Audience)]
    [InlineData("""{"exp":null}""", IdTokenRefusal.Expired)]
    [InlineData("""{"exp":"1795000000"}""", IdTokenRefusal.Expired)]
    [InlineData("""{"exp":-1}""", IdTokenRefusal.Expired)]
    [InlineData("""{"exp":1e300}""", IdTokenRefusal.Expired)]
    [InlineData("""{"iat":null}""", IdTokenRefusal.NotYet)]
    [InlineData("""{"nonce":"n-2"}""", IdTokenRefusal.Nonce)]
    [InlineData("""{"nonce":null}""", IdTokenRefusal.Nonce)]
    [InlineData("""{"nonce":["n-1"]}""", IdTokenRefusal.Nonce)]
    [InlineData("""{"sub":null}""", IdTokenRefusal.Subject)]
    [InlineData("""{"sub":""}""", IdTokenRefusal.Subject)]
    [InlineData("""{"sub":7}""", IdTokenRefusal.Subject)]
    public void Check_Claims_EachMustBeRight(string changed, IdTokenRefusal expected)
    {
        var claims = Claims();
        foreach (var (name, value) in changed.Length == 0 ? [] : JsonNode.Parse(changed)!.AsObject())
        {
            claims[name] = value?.DeepClone();
        }

        Assert.Equal(expected, Check(Signer, Signer, claims));
    }

    [Theory]
    [InlineData("exp", -59, IdTokenRefusal.None)]
    [InlineData("exp", -60, IdTokenRefusal.Expired)]
    [InlineData("iat", 60, IdTokenRefusal.None)]
    [InlineData("iat", 61, IdTokenRefusal.NotYet)]
    [InlineData("nbf", 60, IdTokenRefusal.None)]
    [InlineData("nbf", 61, IdTokenRefusal.NotYet)]
    public void Check_Times_ClocksMayDifferByAMinute(string claim, int seconds, IdTokenRefusal expected)
    {
        var claims = Claims();
        claims[claim] = Now.AddSeconds(seconds).ToUnixTimeSeconds();

        Assert.Equal(expected, Check(Signer, Signer, claims));
    }

    [Fact]
    public void Check_SubjectAndFreshness_WhereTheyAreWanted()
    {
        var token = Signer.Sign(Claims());
        var keys = KeysOf(Signer);

        Assert.Equal(IdTokenRefusal.None, IdToken.Check(token, keys, Wanted with { Subject = "s-1" }, Now, out _));
        Assert.Equal(IdTokenRefusal.Subject, IdToken.Check(token, keys, Wanted with { Subject = "s-2" }, Now, out _));
        Assert.Equal(
            IdTokenRefusal.TooLongAgo,
            IdToken.Check(token, keys, Wanted with { SignedInSince = Now.AddMinutes(-1) }, Now, out _)
        );
        Assert.Equal(
            IdTokenRefusal.None,
            IdToken.Check(token, keys, Wanted with { SignedInSince = Now.AddHours(-2) }, Now, out _)
        );
        var silent = Claims();
        silent.Remove("auth_time");
        Assert.Equal(
            IdTokenRefusal.TooLongAgo,
            IdToken.Check(
                Signer.Sign(silent),
                keys,
                Wanted with
                {
                    SignedInSince = DateTimeOffset.UnixEpoch,
                },
                Now,
                out _
            )
        );
    }

    [Fact]
    public void Check_NotSigned_OrWithTheKeyThatEverybodyHas_IsRefused()
    {
        Assert.Equal(IdTokenRefusal.Algorithm, Check(Signer.WithoutSignature(), Signer, Claims()));
        Assert.Equal(IdTokenRefusal.Algorithm, Check(Signer.WithThePublicKeyAsSecret(), Signer, Claims()));
        // An algorithm of the other kind of key.
        Assert.Equal(IdTokenRefusal.Signature, Check(Signer with { Algorithm = "ES256" }, Signer, Claims()));
        Assert.Equal(IdTokenRefusal.Signature, Check(Signer with { Algorithm = "PS256" }, Signer, Claims()));
    }

    [Fact]
    public void Check_Keys_ByTheirIds()
    {
        Assert.Equal(IdTokenRefusal.UnknownKey, Check(Signer, Signer with { Id = "two" }, Claims()));
        Assert.Equal(IdTokenRefusal.None, Check(Signer, Signer with { Id = null }, Claims()));
        Assert.Equal(IdTokenRefusal.None, Check(Signer with { Id = null }, Signer, Claims()));
        Assert.Equal(IdTokenRefusal.UnknownKey, IdToken.Check(Signer.Sign(Claims()), [], Wanted, Now, out _));
    }

    [Fact]
    public void Check_AnyByteChanged_ProvesNothing()
    {
        var token = Signer.Sign(Claims());
        var keys = KeysOf(Signer);
        for (var at = 0; at < token.Length; at += 7)
        {
            var changed = token.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            if (new string(changed) != token)
            {
                Assert.NotEqual(IdTokenRefusal.None, IdToken.Check(new(changed), keys, Wanted, Now, out var claims));
                Assert.Equal(JsonValueKind.Undefined, claims.ValueKind);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("..")]
    [InlineData("e30.e30.")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImNyaXQiOlsiYiJdfQ.e30.AA")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImI2NCI6ZmFsc2V9.e30.AA")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImFsZyI6Im5vbmUifQ.e30.AA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.W10.AA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30=.AA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.A A")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.AA.AA")]
    public void Parse_WhatIsNoSignedToken_IsNone(string text) => Assert.Null(SignedToken.Parse(text));

    private static IdTokenRefusal Check(TokenSigner signer, TokenSigner shown, JsonObject claims) =>
        IdToken.Check(signer.Sign(claims), KeysOf(shown), Wanted, Now, out _);

    private static IReadOnlyList<ProviderKey> KeysOf(TokenSigner signer) =>
        ProviderKey.ParseSet(JsonSerializer.SerializeToUtf8Bytes(signer.Keys()))!;

    private static JsonObject Claims() =>
        new()
        {
            ["iss"] = Issuer,
            ["aud"] = "us",
            ["sub"] = "s-1",
            ["nonce"] = "n-1",
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(),
            ["auth_time"] = Now.AddHours(-1).ToUnixTimeSeconds(),
        };
}
