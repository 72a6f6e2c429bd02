using System.Text.Json;
using Holdfast.Mesh.Control;
using Holdfast.Model.Json;
using Holdfast.Terminals;

namespace Holdfast.Mesh;

/// <summary>Shows how a mesh stands, as long as its host answers.</summary>
internal sealed class MeshWatch(Terminal terminal, TimeProvider time, bool asJson)
{
    /// <summary>To the upper left corner, and away with what was there (ECMA-48 CUP and ED).</summary>
    private const string Clear = "\e[H\e[J";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);
    private int _told;

    /// <summary>Until its host is gone, or Ctrl-C.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(AskMesh ask)
    {
        try
        {
            return await ShowAsync(ask);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Done;
        }
    }

    private async Task<int> ShowAsync(AskMesh ask)
    {
        while (true)
        {
            var answer = await ask(new() { Command = ControlCommand.Status });
            if (answer.Value?.Status is not { } status)
            {
                return await MeshConversation.TellAsync(terminal, answer);
            }
            await terminal.Out.WriteAsync(
                asJson ? Changes(status) : Clear + MeshText.Status(status) + MeshText.Members(status)
            );
            await terminal.Out.FlushAsync();
            await Task.Delay(Interval, time);
        }
    }

    /// <summary>Those of before it began are told first.</summary>
    private string Changes(MeshStatus status)
    {
        var newest = status.History is [.., var last] ? last.Number : 0;
        // A host that was started again counts from the beginning.
        var told = newest < _told ? 0 : _told;
        _told = newest;
        var news = status.History.Where(entry => entry.Number > told);
        return string.Concat(news.Select(entry => JsonSerializer.Serialize(entry, ModelJson.Options) + '\n'));
    }
}
