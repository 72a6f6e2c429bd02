using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Holdfast.Linux.Tests.Namespaces;

/// <summary>
/// A thread that lives in a network namespace and on which asynchronous code stays: sockets that it opens and processes that it starts
/// belong to that namespace.
/// </summary>
internal sealed partial class NamespaceThread : IDisposable
{
    private const int NetworkNamespace = 0x40000000;
    private readonly BlockingCollection<(SendOrPostCallback Work, object? State)> _work = [];
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    public NamespaceThread(string path)
    {
        _thread = new Thread(() => Live(path)) { IsBackground = true, Name = path };
        _thread.Start();
    }

    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        await _entered.Task;
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add((_ => _ = CompleteAsync(work, result), null));
        return await result.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private static async Task CompleteAsync<T>(Func<Task<T>> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(await work());
        }
        catch (Exception failure)
        {
            result.SetException(failure);
        }
    }

    private void Live(string path)
    {
        if (!TryEnter(path))
        {
            return;
        }

        SynchronizationContext.SetSynchronizationContext(new Context(this));
        _entered.SetResult();
        foreach (var (work, state) in _work.GetConsumingEnumerable())
        {
            work(state);
        }
    }

    private bool TryEnter(string path)
    {
        using var file = File.OpenHandle(path);
        if (EnterNamespace(file, NetworkNamespace) == 0)
        {
            return true;
        }

        _entered.SetException(new IOException($"setns {path}: {Marshal.GetLastPInvokeErrorMessage()}"));
        return false;
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int EnterNamespace(SafeHandle descriptor, int kind);

    private sealed class Context(NamespaceThread thread) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => thread._work.Add((d, state));
    }
}
