using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core;

/// <summary>All that is asked and not answered, by number. What is old is forgotten.</summary>
internal sealed class Questions
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);
    private readonly Dictionary<uint, Question> _open = [];
    private readonly Queue<uint> _order = [];
    private uint _last;

    /// <returns>Its number.</returns>
    public uint Ask(HostId target, Way way, TimeSpan now, (HostId Host, uint Number)? askedFor = null)
    {
        while (
            _order.TryPeek(out var oldest) && (!_open.TryGetValue(oldest, out var old) || now - old.AskedAt > Memory)
        )
        {
            _open.Remove(_order.Dequeue());
        }

        _open.Add(++_last, new Question(target, way, now, askedFor));
        _order.Enqueue(_last);
        return _last;
    }

    /// <returns>What was asked; null: nothing, or it was answered already.</returns>
    public Question? Answer(uint number) => _open.Remove(number, out var question) ? question : null;
}
