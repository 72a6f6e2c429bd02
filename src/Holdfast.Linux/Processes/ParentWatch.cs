namespace Holdfast.Linux.Processes;

/// <summary>
/// "Stop with my parent": the supervisor holds the other end of our standard input and never writes; when it ends, for whatever reason,
/// the kernel closes that end and we read the end of the file.
/// </summary>
public static class ParentWatch
{
    public static Task WaitAsync(CancellationToken cancel) => WaitAsync(Console.OpenStandardInput(), cancel);

    /// <summary>Completes at the end of <paramref name="input"/>; what stands before the end is ignored.</summary>
    public static Task WaitAsync(Stream input, CancellationToken cancel)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // A read of standard input blocks and cannot be cancelled, so it gets a thread of its own that does not keep the process alive.
        new Thread(() => ReadToEnd(input, ended)) { IsBackground = true, Name = "parent watch" }.Start();
        return ended.Task.WaitAsync(cancel);
    }

    private static void ReadToEnd(Stream input, TaskCompletionSource ended)
    {
        Span<byte> buffer = stackalloc byte[64];
        try
        {
            while (input.Read(buffer) > 0) { }
        }
        catch (IOException)
        {
            // A broken input says the same as its end.
        }

        ended.SetResult();
    }
}
