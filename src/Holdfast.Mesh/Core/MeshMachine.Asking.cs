using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>What it is asked, and what others answer.</summary>
public sealed partial class MeshMachine
{
    /// <summary>One that others think is dead, or may think so, is told, for it speaks.</summary>
    private void Answer(Turn turn, Member from, Heard heard, Ping ping)
    {
        var ack = new Ack(ping.Number, View(turn.Now));
        var address = heard.Way == Way.Inside ? null : from.Address;
        if (from.Status is HostStatus.Suspect or HostStatus.Dead)
        {
            turn.Send(heard.From, address, ack, new Verdict(heard.From, from.Record.Stamp, from.Status));
        }
        else
        {
            turn.Send(heard.From, address, ack);
        }
    }

    private void OnCarried(Turn turn, Carried carried)
    {
        foreach (var member in _members.Present.Where(member => carried.Keys.Contains(member.Record.Key)))
        {
            member.Path.Carried(turn.Now);
        }
    }

    private void Answered(Turn turn, Member from, Ack ack)
    {
        from.View = ack.View;
        if (_questions.Answer(ack.Number) is not { } question)
        {
            // Perhaps a helper's answer to a question of ours that the target has answered meanwhile.
            return;
        }

        if (question.AskedFor is { } other)
        {
            if (_members.Find(other.Host) is { Address: { } address })
            {
                turn.Send(other.Host, address, new Ack(other.Number, View(turn.Now)));
            }

            return;
        }

        if (question.Way == Way.Outside)
        {
            _prober.Answered(question.Target);
        }
        else if (_watches.IsWatched(question.Target) && question.Target == from.Record.Host)
        {
            var (wasDown, wasOpen) = (from.Path.IsDown, from.Path.IsOpen);
            from.Path.Answered(turn.Now, turn.Now - question.AskedAt);
            _members.HasChanged |= !wasOpen;
            if (wasDown)
            {
                turn.Do(new PathChanged(from.Record, IsDown: false));
            }
        }
    }
}
