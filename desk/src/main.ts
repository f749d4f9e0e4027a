import { mount } from 'svelte';
import App from './App.svelte';
import { token } from './api/client.ts';
import { session } from './session.svelte.ts';
import './desk.css';

token.fromAddress();
void session.refresh();
mount(App, { target: document.getElementById('desk') as HTMLElement });
