using System.Net;
using System.Threading.Channels;
using Holdfast.Failover.Hooks;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Hooks;

public sealed class AddressHookTests : IDisposable
{
    private static readonly Epoch First = new(3, new MemberId(1));
    private static readonly Epoch Second = new(4, new MemberId(1));
    private static readonly HookPatience Quick = new()
    {
        Retry = TimeSpan.FromMilliseconds(20),
        Again = TimeSpan.FromMilliseconds(20),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("hf-hook").FullName;
    private readonly Channel<HookResult> _told = Channel.CreateUnbounded<HookResult>();

    private string Calls => Path.Combine(_folder, "calls");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Want_Active_CallsWithAllThatIsNeeded()
    {
        await using var hook = Make("exit 0");
        hook.Want(active: true, First);

        Assert.Equal(new HookResult(true, null), await NextAsync());
        Assert.Equal("active 51 3.1 192.0.2.10 2001:db8::10", (await File.ReadAllLinesAsync(Calls))[0]);
    }

    [Fact]
    public async Task Want_ItFails_IsCalledUntilItSucceeds()
    {
        await using var hook = Make(
            $"test -e {_folder}/ready && exit 0; echo 'no route' >&2; echo 'not yet' >&2; exit 3"
        );
        hook.Want(active: true, First);

        Assert.Equal("it ended with 3: not yet", (await NextAsync()).Trouble);
        Assert.NotNull((await NextAsync()).Trouble);
        await File.WriteAllTextAsync(Path.Combine(_folder, "ready"), "");
        while ((await NextAsync()).Trouble is not null) { }
    }

    /// <summary>Somebody else may have moved the address.</summary>
    [Fact]
    public async Task Want_ItSucceeded_IsCalledAgainWhileActive()
    {
        await using var hook = Make("exit 0");
        hook.Want(active: true, First);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(new HookResult(true, null), await NextAsync());
        }
    }

    [Fact]
    public async Task Want_NeverActive_IsNotCalled()
    {
        await using (var hook = Make("exit 0"))
        {
            hook.Want(active: false, First);
            hook.Want(active: false, Second);
        }

        Assert.False(File.Exists(Calls));
    }

    [Fact]
    public async Task Want_StandbyThatFails_IsToldAFewTimes()
    {
        await using var hook = Make("test $1 = active");
        hook.Want(active: true, First);
        await NextAsync();
        hook.Want(active: false, Second);
        List<HookResult> told = [];
        while (told.Count < 3)
        {
            var next = await NextAsync();
            told.AddRange(next.Active ? [] : [next]);
        }

        Assert.All(told, result => Assert.NotNull(result.Trouble));
        await Task.Delay(200);
        Assert.False(_told.Reader.TryRead(out _));
    }

    /// <summary>A call that hangs must not keep the next wish waiting.</summary>
    [Fact]
    public async Task Want_WhileACallHangs_KillsIt()
    {
        await using var hook = Make("test $1 = standby || exec sleep 600");
        hook.Want(active: true, First);
        while (!File.Exists(Calls))
        {
            await Task.Delay(5);
        }

        hook.Want(active: false, Second);

        Assert.Equal(new HookResult(false, null), await NextAsync());
    }

    [Fact]
    public async Task Want_ItHangs_IsKilledInTime()
    {
        await using var hook = Make("exec sleep 600", Quick with { Call = TimeSpan.FromMilliseconds(200) });
        hook.Want(active: true, First);

        Assert.Equal("it took too long and was killed", (await NextAsync()).Trouble);
    }

    [Fact]
    public async Task Dispose_WhileACallHangs_DoesNotWait()
    {
        var hook = Make("exec sleep 600");
        hook.Want(active: true, First);
        await hook.DisposeAsync();
    }

    [Fact]
    public async Task Want_NoSuchProgram_SaysSo()
    {
        await using var hook = Hook(Path.Combine(_folder, "missing"), Quick);
        hook.Want(active: true, First);

        Assert.NotNull((await NextAsync()).Trouble);
    }

    [Fact]
    public async Task Want_ItPrintsNonsense_TheReasonIsOneShortLine()
    {
        await using var hook = Make("head -c 100000 /dev/urandom >&2; exit 1");
        hook.Want(active: true, First);

        var trouble = (await NextAsync()).Trouble!;
        Assert.True(trouble.Length <= 200 && !trouble.Any(char.IsControl));
    }

    private AddressHook Make(string script, HookPatience? patience = null)
    {
        var path = Path.Combine(_folder, "hook");
        File.WriteAllText(path, $"#!/bin/sh\necho \"$@\" >>{Calls}\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return Hook(path, patience ?? Quick);
    }

    private AddressHook Hook(string path, HookPatience patience) =>
        new(
            path,
            51,
            [IPAddress.Parse("192.0.2.10"), IPAddress.Parse("2001:db8::10")],
            patience,
            TimeProvider.System,
            result => _told.Writer.TryWrite(result)
        );

    private async Task<HookResult> NextAsync() =>
        await _told.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
