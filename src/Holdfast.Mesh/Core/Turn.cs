using System.Net;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>The reaction to one event: what time it is, and what there is to be done.</summary>
internal sealed class Turn(TimeSpan now)
{
    private readonly List<MeshAction> _actions = [];

    public TimeSpan Now => now;

    public IReadOnlyList<MeshAction> Actions => _actions;

    public void Do(MeshAction action) => _actions.Add(action);

    public void Send(HostId to, IPEndPoint? address, params IReadOnlyList<MeshMessage> messages) =>
        Do(new Send(to, address, messages));
}
