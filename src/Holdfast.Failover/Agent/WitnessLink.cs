using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;
using Holdfast.Failover.Witness;
using Holdfast.Linux.Polling;

namespace Holdfast.Failover.Agent;

/// <summary>
/// Asks the witness for all units, in datagrams: sending one never waits, and the answer is read when it is there. On the agent's thread.
/// </summary>
/// <param name="boot">Larger than at any start before.</param>
internal sealed class WitnessLink(WitnessPlan plan, ulong boot) : IPollable, IDisposable
{
    private const int AnswersInTurn = 64;

    private readonly Socket _socket = new(plan.Witness.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
    {
        Blocking = false,
    };

    private readonly Dictionary<byte, (ulong Counter, AskWitness Ask)> _asked = [];
    private readonly Dictionary<byte, (TimeSpan At, MemberId Holder)> _answered = [];
    private readonly byte[] _packet = new byte[WitnessFormat.Length + 1];
    private Guid _instance;
    private Sequence _last = new(boot, 0);

    public SafeHandle Descriptor => _socket.SafeHandle;

    public IPEndPoint Witness => plan.Witness;

    /// <returns>When the witness last answered for a unit, and who had the lease; null: it never did.</returns>
    public (TimeSpan At, MemberId Holder)? Answered(byte vrid) =>
        _answered.TryGetValue(vrid, out var answer) ? answer : null;

    /// <summary>The answer comes from <see cref="Hear"/>, or not at all.</summary>
    public void Ask(byte vrid, AskWitness ask)
    {
        _last = _last.Next;
        _asked[vrid] = (_last.Counter, ask);
        Send(Question(WitnessKind.Ask, vrid) with { Fence = ask.Fence, Floor = ask.Floor, Length = plan.Lease });
    }

    public void Release(byte vrid, long fence)
    {
        _last = _last.Next;
        Send(Question(WitnessKind.Release, vrid) with { Fence = fence });
    }

    /// <summary>Changes nothing.</summary>
    public void Look(byte vrid)
    {
        _last = _last.Next;
        _asked[vrid] = (_last.Counter, new AskWitness(0, 0, 0));
        Send(Question(WitnessKind.Look, vrid));
    }

    /// <summary>Reads what is there.</summary>
    /// <param name="tell">Gets what it means for a unit.</param>
    public void Hear(TimeSpan now, Action<byte, RoleEvent> tell)
    {
        for (var i = 0; i < AnswersInTurn && TryReceive(out var length); i++)
        {
            if (
                WitnessReader.TryRead(_packet.AsSpan(0, length), KeysOf, out var answer, out _)
                && answer.Kind == WitnessKind.Answer
                && answer.Member == plan.Self
                && _asked.TryGetValue(answer.Vrid, out var asked)
                && answer.Number == new Sequence(boot, asked.Counter)
            )
            {
                Take(answer, asked.Ask, now, tell);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Take(WitnessMessage answer, AskWitness ask, TimeSpan now, Action<byte, RoleEvent> tell)
    {
        _answered[answer.Vrid] = (now, answer.Holder);
        _asked.Remove(answer.Vrid);
        switch (answer.Verdict)
        {
            case WitnessVerdict.OtherInstance when answer.Instance != _instance:
                _instance = answer.Instance;
                Ask(answer.Vrid, ask);
                break;
            case WitnessVerdict.Granted:
                tell(answer.Vrid, new WitnessGranted(ask.Ask, answer.Fence, plan.Lease));
                break;
            case WitnessVerdict.Refused:
                tell(answer.Vrid, new WitnessRefused(ask.Ask, answer.Length));
                break;
        }
    }

    private HeartbeatKeys? KeysOf(Guid group) => group == plan.Group ? plan.Keys : null;

    private WitnessMessage Question(WitnessKind kind, byte vrid) =>
        new()
        {
            Kind = kind,
            Group = plan.Group,
            Vrid = vrid,
            Member = plan.Self,
            Instance = _instance,
            Number = _last,
        };

    private void Send(WitnessMessage question)
    {
        Span<byte> packet = stackalloc byte[WitnessFormat.Length];
        try
        {
            _socket.SendTo(WitnessWriter.Write(question, plan.Keys.Active, packet), plan.Witness);
        }
        catch (SocketException)
        {
            // No way there. It is asked again.
        }
    }

    private bool TryReceive(out int length)
    {
        length = 0;
        try
        {
            if (!_socket.Poll(0, SelectMode.SelectRead))
            {
                return false;
            }

            EndPoint from = new IPEndPoint(plan.Witness.Address, 0);
            length = _socket.ReceiveFrom(_packet, ref from);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
