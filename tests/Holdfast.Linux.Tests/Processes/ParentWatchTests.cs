using System.IO.Pipes;
using Holdfast.Linux.Processes;
using Holdfast.Testing.Waiting;

namespace Holdfast.Linux.Tests.Processes;

public sealed class ParentWatchTests
{
    [Fact]
    public async Task WaitAsync_OtherEndCloses_Completes()
    {
        await using var parent = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var child = new AnonymousPipeClientStream(PipeDirection.In, parent.ClientSafePipeHandle);
        var ended = ParentWatch.WaitAsync(child, CancellationToken.None);
        parent.Write("ignored"u8);
        await Task.Delay(50);
        Assert.False(ended.IsCompleted);

        await parent.DisposeAsync();

        await ended.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        await using var parent = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var child = new AnonymousPipeClientStream(PipeDirection.In, parent.ClientSafePipeHandle);
        using var cancel = new CancellationTokenSource();
        var ended = ParentWatch.WaitAsync(child, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ended);
        await parent.DisposeAsync();
    }
}
