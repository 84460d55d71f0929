import { createRoot } from 'react-dom/client';
import { runAction } from '../actions/all.ts';
import { listenForShortcuts } from '../actions/shortcuts.ts';
import { App } from './app.tsx';
import { CrashGuard } from '../screens/frame/crash-guard.tsx';
import { rememberBoxes } from '../state/go-to.ts';
import { followActiveWorkbook } from '../workspace/list.ts';
import { startWorkspace } from '../workspace/start.ts';
import '../styles/main.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <CrashGuard>
    <App />
  </CrashGuard>,
);
listenForShortcuts();
rememberBoxes();
followActiveWorkbook();
await startWorkspace(runAction);
