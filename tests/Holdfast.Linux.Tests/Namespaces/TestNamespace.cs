using System.Globalization;
using Holdfast.Linux.Processes;

namespace Holdfast.Linux.Tests.Namespaces;

/// <summary>A network namespace for one test; its processes are ended with it.</summary>
internal sealed class TestNamespace : IAsyncDisposable
{
    private static int _made;
    private readonly NamespaceThread _thread;

    private TestNamespace(string name)
    {
        Name = name;
        _thread = new NamespaceThread($"/var/run/netns/{name}");
    }

    public string Name { get; }

    public static async Task<TestNamespace> MakeAsync()
    {
        var name = $"hfl-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}";
        await Tool.RunAsync("ip", "netns", "add", name);
        await Tool.RunAsync("ip", "-n", name, "link", "set", "lo", "up");
        return new TestNamespace(name);
    }

    /// <summary>Runs code of ours inside.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work) => _thread.RunAsync(work);

    public Task RunAsync(Func<Task> work) =>
        _thread.RunAsync(async () =>
        {
            await work();
            return true;
        });

    /// <summary>Runs a program inside and gives its output.</summary>
    public Task<string> ToolAsync(string program, params string[] arguments) =>
        Tool.RunAsync("ip", ["netns", "exec", Name, program, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        _thread.Dispose();
        foreach (var line in (await Tool.RunAsync("ip", "netns", "pids", Name)).Split('\n'))
        {
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
            {
                End(processId);
            }
        }

        await Tool.RunAsync("ip", "netns", "del", Name);
    }

    private static void End(int processId)
    {
        if (ProcessIdentity.Of(processId) is { } process)
        {
            ProcessHandle.Send(process, Signal.Kill);
        }
    }
}
