using Holdfast.Pki.Envelope;
using Holdfast.Testing;

namespace Holdfast.Pki.Tests.Envelope;

public sealed class MasterKeySecretTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FromSecret_AsPrinted_OpensWhatTheFileSealed()
    {
        var ring = MasterKeyFile.LoadOrCreate(_folder["a"]).Value!;
        var box = new SecretBox(ring).SealText("purpose", "hidden");
        var secret = MasterKeyFile.ReadSecret(_folder["a"]).Value!;

        Assert.Equal("hidden", new SecretBox(MasterKeyFile.FromSecret(secret).Value!).OpenText("purpose", box).Value);
        Assert.Matches("^([A-Z2-7]{6}-)*[A-Z2-7]{1,6}$", secret);
    }

    [Fact]
    public void CreateFromSecret_SeveralKeys_MakesTheSameFile()
    {
        MasterKeyFile.LoadOrCreate(_folder["a"]);
        File.AppendAllText(_folder["a"], Convert.ToBase64String(new byte[MasterKey.Length]) + "\n");
        var secret = MasterKeyFile.ReadSecret(_folder["a"]).Value!;

        Assert.True(MasterKeyFile.CreateFromSecret(_folder["b"], secret).Succeeded);
        Assert.Equal(secret, MasterKeyFile.ReadSecret(_folder["b"]).Value);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["b"]));
    }

    [Fact]
    public void CreateFromSecret_FileIsThere_StaysAsItIs()
    {
        MasterKeyFile.LoadOrCreate(_folder["a"]);
        MasterKeyFile.LoadOrCreate(_folder["b"]);
        var before = File.ReadAllText(_folder["b"]);
        MasterKeyFile.CreateFromSecret(_folder["b"], MasterKeyFile.ReadSecret(_folder["a"]).Value!);

        Assert.Equal(before, File.ReadAllText(_folder["b"]));
    }

    [Fact]
    public void FromSecret_OtherCaseSpacesAndLines_AreTheSame()
    {
        MasterKeyFile.LoadOrCreate(_folder["a"]);
        var secret = MasterKeyFile.ReadSecret(_folder["a"]).Value!;

        Assert.True(MasterKeyFile.FromSecret($"  {secret.ToLowerInvariant().Replace('-', ' ')}\n").Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("A")]
    [InlineData("hello world")]
    [InlineData("ÄÖÜ")]
    [InlineData("AEAAAA")]
    public void FromSecret_Nonsense_IsRefused(string text) => ExpectRefused(text);

    [Fact]
    public void FromSecret_AnyCharacterMissingOrWrong_IsRefused()
    {
        MasterKeyFile.LoadOrCreate(_folder["a"]);
        var secret = MasterKeyFile.ReadSecret(_folder["a"]).Value!;
        // The last character holds bits that mean nothing.
        for (var i = 0; i < secret.Length - 1; i++)
        {
            if (secret[i] != '-')
            {
                ExpectRefused(secret.Remove(i, 1));
                ExpectRefused(secret.Remove(i, 1).Insert(i, secret[i] == 'B' ? "C" : "B"));
            }
        }
    }

    [Fact]
    public void FromSecret_TooLong_IsRefused() => ExpectRefused(new string('A', 100_000));

    private static void ExpectRefused(string text) =>
        Assert.Equal(KeyProblems.SecretLineUnreadable, MasterKeyFile.FromSecret(text).Problems.Single().Kind);
}
