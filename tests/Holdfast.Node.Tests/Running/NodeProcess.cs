using System.Collections.Concurrent;
using System.Diagnostics;
using Holdfast.Linux.Processes;

namespace Holdfast.Node.Tests.Running;

/// <summary>A node in a process of its own, with no more rights than <c>holdfast run</c> gives it.</summary>
internal sealed class NodeProcess
{
    private static readonly Confinement Rights = new(
        User: null,
        Group: null,
        ["net_admin", "net_raw", "net_bind_service"]
    );

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];

    private NodeProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _lines);

    public int ProcessId => _process.Id;

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    private static string Executable => Environment.ProcessPath!;

    public static NodeProcess Start(Room room, int tcpPort, string onStop) =>
        new(room.StartIn(room.Server, Confined("node", room.Home, $"{tcpPort}", onStop)));

    public static Task<string> RemoveAsync(Room room) => room.InServerAsync(Confined("remove", room.Home));

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    public async Task StopAsync()
    {
        await Shell.RunAsync("kill", $"{_process.Id}");
        await _process.WaitForExitAsync();
    }

    public Task ExitAsync() => _process.WaitForExitAsync();

    private static string[] Confined(params string[] arguments)
    {
        var command = Rights.Wrap(Executable, arguments);
        return [command.Program, .. command.Arguments];
    }
}
