using System.Diagnostics;
using Holdfast.Identity.Passwords;

namespace Holdfast.Identity.Tests.Passwords;

public sealed class Argon2idHasherTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Argon2Cost Cheap = new(1, 64 * 1024);

    private readonly Argon2idHasher _hasher = new(2, Cheap);

    public void Dispose() => _hasher.Dispose();

    [Fact]
    public async Task Hash_Default_SaysItsParameters()
    {
        using var hasher = new Argon2idHasher(1);
        var hash = await hasher.HashAsync("correct horse", None);
        Assert.StartsWith("$argon2id$v=19$m=65536,t=2,p=1$", hash, StringComparison.Ordinal);
        Assert.Equal(PasswordCheck.Right, await hasher.VerifyAsync(hash, "correct horse", None));
    }

    [Fact]
    public async Task Hash_TheSameTwice_Differs() =>
        Assert.NotEqual(await _hasher.HashAsync("correct horse", None), await _hasher.HashAsync("correct horse", None));

    [Theory]
    [InlineData("correct horse", "correct horse", PasswordCheck.Right)]
    [InlineData("pässwörd 密码", "pässwörd 密码", PasswordCheck.Right)]
    [InlineData(" space ", " space ", PasswordCheck.Right)]
    [InlineData(" space ", "space", PasswordCheck.Wrong)]
    [InlineData("correct horse", "Correct horse", PasswordCheck.Wrong)]
    [InlineData("correct horse", "correct horse ", PasswordCheck.Wrong)]
    [InlineData("correct horse", "correct hors", PasswordCheck.Wrong)]
    [InlineData("correct horse", "correct horse\0", PasswordCheck.Wrong)]
    [InlineData("correct horse", "", PasswordCheck.Wrong)]
    public async Task Verify_Password_IsComparedExactly(string stored, string given, PasswordCheck expected) =>
        Assert.Equal(expected, await _hasher.VerifyAsync(await _hasher.HashAsync(stored, None), given, None));

    [Fact]
    public async Task Verify_NoHash_IsWrongWhateverIsGiven()
    {
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(null, "correct horse", None));
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(null, "", None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$argon2id$")]
    [InlineData("plain text")]
    [InlineData("$argon2id$v=19$m=65536,t=2,p=1$AAAA$AAAA")]
    [InlineData(
        "$argon2id$v=19$m=4294967295,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    )]
    [InlineData("$2y$10$abcdefghijklmnopqrstuuJ4nTnPBE5m5NVY8gX1P7Lh1QJz1y1Vi")]
    [InlineData("ääää")]
    public async Task Verify_DamagedHash_IsWrong(string hash) =>
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(hash, "correct horse", None));

    [Fact]
    public async Task Verify_EndlessHash_IsWrong() =>
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(new string('$', 10_000), "correct horse", None));

    [Fact]
    public async Task Verify_HashOfLowerCost_WantsANewOne()
    {
        using var stronger = new Argon2idHasher(1, new Argon2Cost(2, 128 * 1024));
        var old = await _hasher.HashAsync("correct horse", None);
        Assert.Equal(PasswordCheck.RightButHashAgain, await stronger.VerifyAsync(old, "correct horse", None));
        Assert.Equal(PasswordCheck.Wrong, await stronger.VerifyAsync(old, "wrong horse", None));
    }

    [Fact]
    public async Task Hash_1024Bytes_IsTheLimit()
    {
        var longest = new string('x', 1024);
        Assert.Equal(
            PasswordCheck.Right,
            await _hasher.VerifyAsync(await _hasher.HashAsync(longest, None), longest, None)
        );
        await Assert.ThrowsAsync<ArgumentException>(() => _hasher.HashAsync(longest + "x", None));
        await Assert.ThrowsAsync<ArgumentException>(() => _hasher.HashAsync(new string('ä', 513), None));
    }

    [Fact]
    public async Task Hash_NoText_Throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _hasher.HashAsync("", None));
        await Assert.ThrowsAsync<ArgumentException>(() => _hasher.HashAsync("half \uD800 pair", None));
    }

    [Fact]
    public async Task Verify_HalfAPair_DoesNotMatchItsReplacement()
    {
        var hash = await _hasher.HashAsync("half \uFFFD pair", None);
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(hash, "half \uD800 pair", None));
    }

    /// <summary>An unknown name must not be told by the time: it costs as much work, whatever the machine is doing besides.</summary>
    [Fact]
    public async Task Verify_UnknownUser_CostsAsMuchAsAKnownOne()
    {
        using var hasher = new Argon2idHasher(1, new Argon2Cost(2, 16 * 1024 * 1024));
        var hash = await hasher.HashAsync("correct horse", None);
        await hasher.VerifyAsync(null, "warm up", None);
        var (known, unknown) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 12; round++)
        {
            known = await FasterAsync(known, hasher.VerifyAsync, hash);
            unknown = await FasterAsync(unknown, hasher.VerifyAsync, null);
        }

        Assert.InRange(unknown / known, 0.5, 2);
    }

    [Fact]
    public async Task Verify_ManyAtOnce_AllAnswerRight()
    {
        var hash = await _hasher.HashAsync("correct horse", None);
        var checks = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => _hasher.VerifyAsync(hash, i % 2 == 0 ? "correct horse" : "wrong", None))
        );
        Assert.Equal(20, checks.Count(check => check == PasswordCheck.Right));
    }

    [Fact]
    public async Task Verify_Cancelled_LeavesItsPlaceToOthers()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        for (var round = 0; round < 5; round++)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _hasher.VerifyAsync(null, "x", gone.Token));
        }

        Assert.NotEmpty(await _hasher.HashAsync("correct horse", None));
    }

    /// <summary>The fastest of several runs is what the work costs; the others met something else on the machine.</summary>
    private static async Task<TimeSpan> FasterAsync(
        TimeSpan best,
        Func<string?, string, CancellationToken, Task<PasswordCheck>> verify,
        string? hash
    )
    {
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(PasswordCheck.Wrong, await verify(hash, "wrong horse", None));
        var time = Stopwatch.GetElapsedTime(start);
        return time < best ? time : best;
    }
}
