using Holdfast.Mesh.Daemon;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Mesh.Tests.Daemon;

public sealed class HooksTests : IDisposable
{
    private readonly string _told = Path.GetTempFileName();

    public void Dispose() => File.Delete(_told);

    [Fact]
    public async Task Hook_IsRunForEach_InTheirOrder_AlsoAfterOneThatFails()
    {
        var command = $"echo \"$IFNAME $1 $2\" >> {_told}; test \"$1\" != carries";
        var hooks = new Hooks(command, "mesh7", TimeProvider.System, NullLogger.Instance);
        hooks.Tell("carries", "10.0.0.1/32");
        hooks.Tell("dead", "alpha; rm -rf x");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = hooks.RunAsync(stop.Token);

        while ((await File.ReadAllLinesAsync(_told, stop.Token)).Length < 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), stop.Token);
        }

        await stop.CancelAsync();
        await running;
        var told = await File.ReadAllLinesAsync(_told, TestContext.Current.CancellationToken);
        Assert.Equal(["mesh7 carries 10.0.0.1/32", "mesh7 dead alpha; rm -rf x"], told);
    }
}
